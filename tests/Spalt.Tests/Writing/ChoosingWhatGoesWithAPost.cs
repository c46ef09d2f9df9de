using System.Net;
using Spalt.Tests.Media;
using Spalt.Tests.Pictures;

namespace Spalt.Tests.Writing;

public sealed class ChoosingWhatGoesWithAPost
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    [Fact]
    public async Task Links_stand_below_the_post_in_their_order()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync("Isen bär", "<p>Isen.</p>", ("related", "https://isar.example/nu  Isarna <nu>\r\n\r\n/bank-nio/2020/01/01/forr/ Förr\nhttps://smhi.example/vader/"));
        var html = await site.GetAsync(Public);
        Assert.Contains("<a href=\"https://isar.example/nu\" rel=\"noopener\">Isarna &lt;nu&gt;</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/bank-nio/2020/01/01/forr/\" rel=\"noopener\">F", html, StringComparison.Ordinal);
        Assert.Contains(">smhi.example/vader</a>", html, StringComparison.Ordinal);

        // The page has them as they were typed, and taken away they are gone.
        using (var page = await owner.AskAsync(path))
        {
            Assert.Contains("/bank-nio/2020/01/01/forr/ Förr", WebUtility.HtmlDecode(await page.TextAsync()), StringComparison.Ordinal);
        }

        using var revised = await owner.WriteAsync(path, "publish", ("change", "small"), ("related", ""));
        Assert.DoesNotContain("isar.example", await site.GetAsync(Public), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1) Hej")]
    [InlineData("//annan.example Hej")]
    [InlineData("/\\annan.example Hej")]
    [InlineData("isen bär")]
    public async Task A_link_that_is_none_is_refused_beside_its_field(string line)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var answer = await owner.WriteAsync(await owner.BeginAsync(), "publish", ("title", "Isen"), ("body", "<p>Is.</p>"), ("related", line));
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("id=\"wrong-related\"", page, StringComparison.Ordinal);
        Assert.Contains($">{line}</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_chosen_for_lists_and_sharing_once_it_has_words()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var (_, first) = await owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var (id, chosen) = await owner.UploadAsync("bank-nio", PictureFiles.Make("png", 90, 40));
        var hash = chosen["/-/media/".Length..][..32];
        (string, string)[] typed = [("title", "Isen bär"), ("body", $"<figure><img src=\"{first}\" alt=\"Ett\"></figure>"), ("sharing", hash)];
        var path = await owner.BeginAsync();
        using var refused = await owner.WriteAsync(path, "publish", typed);
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("id=\"wrong-sharing\"", await refused.TextAsync(), StringComparison.Ordinal);
        using var described = await owner.PostFormAsync($"/-/write/bank-nio/pictures/{id}", ("do", "save"), ("alt", "Två"), ("caption", ""), ("credit", ""), ("focal-x", "50"), ("focal-y", "50"));
        using var done = await owner.WriteAsync(path, "publish", typed);
        Assert.Equal(303, (int)done.StatusCode);
        var html = WebUtility.HtmlDecode(await site.GetAsync(Public));
        Assert.Matches($"property=\"og:image\" content=\"[^\"]*/-/media/share/{chosen.Split('/')[^1].Split('-')[0]}-5x5.jpg\"", html);
        Assert.Contains("property=\"og:image:alt\" content=\"Två\"", html, StringComparison.Ordinal);
        Assert.Contains(hash, await site.GetAsync("/"), StringComparison.Ordinal);

        // It stays chosen when the post is saved again by its form.
        using var page = await owner.AskAsync(path);
        Assert.Matches($"<option value=\"{hash}\"[^>]* selected", await page.TextAsync());
    }
}
