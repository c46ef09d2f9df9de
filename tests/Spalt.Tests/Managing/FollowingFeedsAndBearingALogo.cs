using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Tests.Media;
using Spalt.Tests.Outbound;
using Spalt.Tests.Pictures;
using static Spalt.Tests.Headlines.FollowedFeeds;

namespace Spalt.Tests.Managing;

public class FollowingFeedsAndBearingALogo
{
    private const string Feeds = "/-/network/feeds";
    private const string Look = "/-/network/look";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_is_tried_followed_renamed_and_left()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Item("1", "Isen bär"))));
        await using var site = await Site.StartAsync(("Spalt:Outbound:AllowPrivate", "true"));
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using (var tried = await publisher.PostFormAsync(Feeds, ("do", "try"), ("url", server.Address)))
        {
            Assert.Equal(200, (int)tried.StatusCode);
            Assert.Contains("Isen bär", System.Net.WebUtility.HtmlDecode(await tried.TextAsync()), StringComparison.Ordinal);
        }

        Assert.Empty(await site.WithDbAsync(db => db.HeadlineFeeds.ToListAsync(Cancel)));
        await publisher.DoAsync(Feeds, ("do", "add"), ("url", server.Address));
        Assert.NotEmpty(await publisher.RefusedAsync(Feeds, "url", ("do", "add"), ("url", server.Address)));
        var id = await site.WithDbAsync(db => db.HeadlineFeeds.Select(f => f.Id).SingleAsync(Cancel));
        await site.NextReadingAsync(id);
        Assert.Contains("Isen bär", await site.Http.PageAsync("/"), StringComparison.Ordinal);
        await publisher.DoAsync(Feeds, ("do", "rename"), ("feed", $"{id}"), ($"name-{id}", "Senaste nytt härifrån"));
        Assert.Contains("Senaste nytt härifrån", await site.Http.PageAsync("/"), StringComparison.Ordinal);
        await publisher.DoAsync(Feeds, ("do", "remove"), ("feed", $"{id}"));
        Assert.DoesNotContain("Isen bär", await site.Http.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_feed_is_not_followed()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("<p>Hej"));
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        foreach (var url in new[] { "", "inget", "ftp://exempel.se/", "http://127.0.0.1/feed", "http://169.254.169.254/latest", server.Address })
        {
            Assert.NotEmpty(await publisher.RefusedAsync(Feeds, "url", ("do", "add"), ("url", url)));
        }

        Assert.Empty(server.Requests);
        Assert.Empty(await site.WithDbAsync(db => db.HeadlineFeeds.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task The_logo_stands_for_the_name_until_it_is_taken_away()
    {
        Assert.SkipUnless(PictureFiles.CanMake, "libvips-tools is not installed.");
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using (var bad = await publisher.SendFormAsync(Look, [("do", null, "logo"u8.ToArray()), ("file", "logga.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))]))
        {
            Assert.Equal(415, (int)bad.StatusCode);
        }

        using (var sent = await publisher.SendFormAsync(Look, [("do", null, "logo"u8.ToArray()), ("file", "logga.png", PictureFiles.Make("png", 400, 100))]))
        {
            Assert.Equal(303, (int)sent.StatusCode);
        }

        var page = await site.Http.PageAsync("/");
        var logo = System.Text.RegularExpressions.Regex.Match(page, "<a href=\"/\"><img src=\"(/-/media/[^\"]+)\"[^>]* alt=\"Älvposten\">");
        Assert.True(logo.Success, page);
        using (var picture = await site.Http.AskAsync(logo.Groups[1].Value))
        {
            Assert.Equal(200, (int)picture.StatusCode);
        }

        await publisher.DoAsync(Look, ("do", "nologo"));
        Assert.DoesNotContain("<img", await site.Http.PageAsync("/"), StringComparison.Ordinal);
        Assert.Empty(await site.WithDbAsync(db => db.MediaFiles.ToListAsync(Cancel)));
    }
}
