using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Headlines;
using Spalt.Posts;
using Spalt.Tests.Jobs;
using Spalt.Tests.Outbound;
using static Spalt.Tests.Headlines.FollowedFeeds;

namespace Spalt.Tests.Headlines;

public class ReadingABadFeed
{
    private static readonly (string, string) Private = ("Spalt:Outbound:AllowPrivate", "true");
    private static readonly (string, string) Impatient = ("Spalt:Outbound:Timeout", "00:00:01");
    private static readonly byte[] Good = Encoding.UTF8.GetBytes(ScriptedServer.Ok(Rss(Item("1", "Isen bär", "2026-03-01T10:00:00Z"))));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hangs", "TimedOut")]
    [InlineData("drips", "TimedOut")]
    [InlineData("500", "BadStatus")]
    [InlineData("10 MB", "TooLarge")]
    [InlineData("page", "NoFeed")]
    [InlineData("noise", "NoFeed")]
    [InlineData("nothing", "NoFeed")]
    [InlineData("half", "Garbled")]
    [InlineData("loop", "TooManyRedirects")]
    public async Task Leaves_the_last_good_headlines_up(string trouble, string failure)
    {
        var bad = false;
        await using var server = new ScriptedServer((_, stream, cancel) => bad ? MisbehaveAsync(trouble, stream, cancel) : stream.WriteAsync(Good, cancel).AsTask());
        await using var site = await Site.StartAsync(Private, Impatient);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        var good = await site.NextReadingAsync(feed);
        var thawed = site.Thawing();

        bad = true;
        var read = await site.NextReadingAsync(feed);

        Assert.Equal((1, failure, good.ReadAt), (read.Failures, read.LastFailure, read.ReadAt));
        Assert.Equal("Isen bär", Assert.Single(await site.HeadlinesAsync(feed)).Title);
        Assert.Empty(thawed);

        bad = false;
        Assert.Equal(0, (await site.NextReadingAsync(feed)).Failures);
    }

    [Fact]
    public async Task Is_not_blown_up_by_entities()
    {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">");
        }

        laughs.Append("<!ENTITY x SYSTEM \"file:///etc/passwd\">]>").Append(Rss(Item("1", "&e29;&x;Slut", "2026-03-01T10:00:00Z"), Item("2", "Isen bär")));
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(laughs.ToString()));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        var time = Stopwatch.StartNew();

        await site.NextReadingAsync(feed);

        Assert.True(time.Elapsed < TimeSpan.FromSeconds(10));
        Assert.All(await site.HeadlinesAsync(feed), h =>
        {
            Assert.True(h.Title.Length <= 200);
            Assert.DoesNotContain("root:", h.Title, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Waits_twice_as_long_after_each_failure_and_as_long_as_the_server_asks()
    {
        var retryAfter = "";
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("503 Busy", retryAfter.Length == 0 ? [] : [$"Retry-After: {retryAfter}"]));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        async Task<TimeSpan> WaitAsync() => (await site.NextReadingAsync(feed)).DueAt - site.Clock.Now;

        Assert.Equal(TimeSpan.FromMinutes(15), await WaitAsync());
        Assert.Equal(TimeSpan.FromMinutes(30), await WaitAsync());
        retryAfter = "7200";
        Assert.Equal(TimeSpan.FromHours(2), await WaitAsync());
        retryAfter = "1";
        Assert.Equal(TimeSpan.FromHours(2), await WaitAsync());
        retryAfter = "99999999";
        Assert.Equal(TimeSpan.FromDays(1), await WaitAsync());
    }

    [Fact]
    public async Task Waits_from_the_start_as_long_as_the_feed_had_asked_for()
    {
        var answer = ScriptedServer.Ok(Rss(Item("1", "Isen bär"), "<ttl>360</ttl>"));
        await using var server = new ScriptedServer(_ => answer);
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        async Task<TimeSpan> WaitAsync() => (await site.NextReadingAsync(feed)).DueAt - site.Clock.Now;

        Assert.Equal(TimeSpan.FromHours(6), await WaitAsync());
        answer = ScriptedServer.Status("500 Oops");
        Assert.Equal(TimeSpan.FromHours(6), await WaitAsync());
        Assert.Equal(TimeSpan.FromHours(12), await WaitAsync());
        Assert.Equal(TimeSpan.FromDays(1), await WaitAsync());
        Assert.Equal(TimeSpan.FromDays(1), await WaitAsync());
    }

    [Fact]
    public async Task Follows_no_redirect_into_a_private_network()
    {
        await using var inside = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Item("1", "Hemligt"))), ScriptedServer.Private);
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("302 Found", "Location: " + inside.Address));
        await using var site = await Site.StartAsync(("Spalt:Outbound:AllowNetworks:0", ScriptedServer.Allowed + "/32"));
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);

        var read = await site.NextReadingAsync(feed);

        Assert.Equal("Refused", read.LastFailure);
        Assert.Single(server.Requests);
        Assert.Empty(inside.Requests);
        Assert.Empty(await site.HeadlinesAsync(feed));
    }

    [Fact]
    public async Task Holds_up_neither_a_page_nor_a_scheduled_post()
    {
        await using var server = new ScriptedServer((_, _, cancel) => Task.Delay(-1, cancel));
        await using var site = await Site.StartAsync(Private);
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var author = await site.AuthorAsync();
        var due = site.Clock.Now.AddMinutes(2);
        await site.WithDbAsync(async db =>
        {
            var post = Post.Draft(await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel), author.Id, new PostText("isen", "Isen bär", "<p>Isen.</p>", "Isen."), site.Clock.Now);
            post.Schedule(due);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        await site.IdleAsync();
        await site.WithDbAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 40).Select(i => HeadlineFeed.Follow(network.Id, $"{server.Address}{i}", site.Clock.Now)));
            await db.SaveChangesAsync(Cancel);
        });
        site.Clock.Now = site.Clock.Now.AddSeconds(11);
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count >= 8));

        var time = Stopwatch.StartNew();
        Assert.DoesNotContain("Isen bär", await site.GetAsync("/"), StringComparison.Ordinal);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(5), $"The page took {time.Elapsed}.");
        site.Clock.Now = due;
        await Eventually.TrueAsync(async () => (await site.GetAsync("/")).Contains("Isen bär", StringComparison.Ordinal), TimeSpan.FromSeconds(2));
    }

    private static async Task MisbehaveAsync(string trouble, Stream stream, CancellationToken cancel)
    {
        switch (trouble)
        {
            case "hangs":
                await Task.Delay(-1, cancel);
                break;
            case "drips":
                await stream.WriteAsync(ScriptedServer.Head("Content-Type: text/xml"), cancel);
                while (true)
                {
                    await stream.WriteAsync("<"u8.ToArray(), cancel);
                    await Task.Delay(100, cancel);
                }

            case "10 MB":
                await stream.WriteAsync(ScriptedServer.Head("Content-Type: text/xml"), cancel);
                for (var i = 0; i < 160; i++)
                {
                    await stream.WriteAsync(new byte[64 * 1024], cancel);
                }

                break;
            default:
                await stream.WriteAsync(Encoding.Latin1.GetBytes(trouble switch
                {
                    "500" => ScriptedServer.Status("500 Oops"),
                    "page" => ScriptedServer.Ok("<!doctype html><title>Logga in</title><p>Logga in."),
                    "noise" => ScriptedServer.Ok("\u0000\u0001 inget att se"),
                    "nothing" => ScriptedServer.Ok(""),
                    "half" => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>",
                    _ => ScriptedServer.Status("302 Found", "Location: /"),
                }), cancel);
                break;
        }
    }
}
