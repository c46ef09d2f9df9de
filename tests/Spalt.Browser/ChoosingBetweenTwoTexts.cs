using System.Text.RegularExpressions;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>Somebody approves a text that its writer goes on with: what goes out is what the page says, and nothing before one of the two is chosen.</summary>
public sealed partial class ChoosingBetweenTwoTexts(Chromium chromium)
{
    private const string Read = "<p>Isen bär.</p>";

    [GeneratedRegex("done=published", RegexOptions.None, 1_000)]
    private static partial Regex Published { get; }

    [GeneratedRegex(@"/\d+$", RegexOptions.None, 1_000)]
    private static partial Regex Plain { get; }

    [Fact]
    public async Task What_the_page_strikes_out_does_not_go_out()
    {
        await using var site = await Site.StartAsync();
        var (path, reader) = await SentBackAsync(site);
        await using var _reader = reader;
        var page = reader.Page;
        await Expect(page.Locator(".ProseMirror")).ToHaveTextAsync("Isen bär.");
        await Expect(page.Locator(".choice")).ToBeVisibleAsync();
        await Expect(page.Locator("#notes")).ToHaveClassAsync("beside");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 1440);
        await Expect(page.Locator("button[value=publish]")).ToBeDisabledAsync();
        await Expect(page.Locator("button[value=save]")).ToBeDisabledAsync();
        await reader.Button("Behåll min text").ClickAsync();
        await Expect(page.Locator("#conflict")).ToHaveCountAsync(0);
        await Writer.SavedAsync(page);
        await page.Locator("button[value=publish]").ClickAsync();
        await Expect(page).ToHaveURLAsync(Published);
        var post = await site.PostAtAsync(path);
        Assert.Equal((PostState.Published, Read), (post.State, post.BodyHtml));
    }

    [Fact]
    public async Task The_other_text_is_taken_whole_and_read_before_it_goes_out()
    {
        await using var site = await Site.StartAsync();
        var (path, reader) = await SentBackAsync(site);
        await using var _reader = reader;
        await reader.Button("Ta den andra texten").ClickAsync();
        await Expect(reader.Page).ToHaveURLAsync(Plain);
        await Writer.ReadyAsync(reader.Page);
        await Expect(reader.Page.Locator(".ProseMirror")).ToContainTextAsync("tjuv");
        await Expect(reader.Page.Locator("button[value=publish]")).ToBeEnabledAsync();
        Assert.Equal(PostState.Draft, (await site.PostAtAsync(path)).State);
    }

    [Fact]
    public async Task Buttons_that_would_do_nothing_say_so()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var second = await writer.Reader.Context.NewPageAsync();
        await second.GotoAsync(writer.Path);
        await Expect(second.Locator(".other-tab")).ToBeVisibleAsync();
        await Expect(second.Locator("button[value=publish]")).ToBeDisabledAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Skriv här i stället" }).ClickAsync();
        await Expect(second.Locator("button[value=publish]")).ToBeEnabledAsync();
        await Expect(writer.Page.Locator("button[value=publish]")).ToBeDisabledAsync();
    }

    /// <summary>The owner reads what a contributor asked for, the contributor adds a sentence, and the owner approves what they read.</summary>
    private async Task<(string Path, Reader Reader)> SentBackAsync(Site site)
    {
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        var path = await contributor.BeginAsync();
        using var asked = await contributor.WriteAsync(path, "review", ("title", "Isen"), ("body", Read));
        using var remarked = await owner.PostFormAsync(path, ("do", "remark"), ("quote", "Isen bär"), ("remark", "Hela?"));
        var reader = await chromium.ReaderAsync(site);
        await Writer.SignInAsync(reader.Context, owner, site.Address);
        await reader.OpenAsync(path);
        await Writer.ReadyAsync(reader.Page);
        var version = (await contributor.DraftAsync(path)).GetProperty("version").GetInt32();
        using var added = await contributor.PutDraftAsync(path, new { version, title = "Isen", lead = "", html = Read + "<p>Och kommunalrådet är en tjuv.</p>", client = "hennes" });
        Assert.Equal(200, (int)added.StatusCode);
        await reader.Page.Locator("button[value=publish]").ClickAsync();
        await Expect(reader.Page.Locator("#conflict")).ToBeVisibleAsync();
        return (path, reader);
    }
}
