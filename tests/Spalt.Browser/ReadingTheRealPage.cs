using System.Globalization;
using Spalt.Formats.Archives;
using Spalt.Tests.Formats.Archives;
using Spalt.Tests.Imports;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>The saved page that the product is for, imported; real people wrote it, so no sentence of it stands here.</summary>
public sealed class ReadingTheRealPage(Chromium chromium)
{
    [Fact]
    public async Task Its_ten_posts_show_that_they_are_undated_liked_and_open_for_the_first_comment()
    {
        var page = SavedPage.Read(await File.ReadAllBytesAsync(SharedFiles.Find("real/000_e836ebc570a47dfc.txt")), "000.txt");
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.TakeInAsync(network, await site.BlogAsync(network), page);
        await using var reader = await chromium.ReaderAsync(site);
        await reader.OpenAsync("/bank-nio/");

        var posts = reader.One("article.post");
        await Expect(posts).ToHaveCountAsync(10);
        for (var i = 0; i < 10; i++)
        {
            var post = posts.Nth(i);
            await Expect(post.Locator("h2")).ToHaveTextAsync(page.Posts[i].Title);
            await Expect(post.Locator(".by").First).ToContainTextAsync("odaterat");
            await Expect(post.Locator("data.count")).ToHaveTextAsync(page.Posts[i].Likes!.Value.ToString(CultureInfo.InvariantCulture));
            await Expect(post.Locator(".post-by .to-comments")).ToHaveTextAsync("Bli först att kommentera");
            await Expect(post.Locator("time")).ToHaveCountAsync(0);
        }

        await posts.First.Locator("h2 a").ClickAsync();
        await Expect(reader.One("h1.headline")).ToHaveTextAsync(page.Posts[0].Title);
        await Expect(reader.One(".post-alone .note")).ToContainTextAsync("odaterat");
        await Expect(reader.One("#respond h2")).ToHaveTextAsync("Bli först att kommentera");
        await reader.AssertNothingWrongAsync();
    }
}
