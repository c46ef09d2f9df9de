using Spalt.Headlines;
using Spalt.Tests.Outbound;
using static Spalt.Tests.Headlines.FollowedFeeds;

namespace Spalt.Tests.Headlines;

public class ReadingHeadlines
{
    private static readonly (string, string) Private = ("Spalt:Outbound:AllowPrivate", "true");

    [Fact]
    public async Task Shows_new_items_newest_first()
    {
        var rss = Rss(Item("1", "Isen bär", "2026-03-01T10:00:00Z"), Item("2", "Bron &amp;amp; &lt;b&gt;båten&lt;/b&gt;", "2026-03-02T10:00:00Z"));
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(rss));
        await using var site = await Site.StartAsync(Private);
        var thawed = site.Thawing();
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);

        var read = await site.NextReadingAsync(feed);

        Assert.Equal(("Älvposten", site.Clock.Now, 0), (read.Title, read.ReadAt, read.Failures));
        var headlines = await site.HeadlinesAsync(feed);
        Assert.Equal(["Bron & båten", "Isen bär"], headlines.Select(h => h.Title), StringComparer.Ordinal);
        Assert.Equal("https://alvposten.example/2", headlines[0].Url);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), headlines[0].PublishedAt);
        Assert.Contains("headlines:" + read.NetworkId, thawed, StringComparer.Ordinal);
        Assert.Contains("Bron &amp; båten", await site.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_only_for_what_is_new_and_thaws_nothing_when_nothing_is()
    {
        await using var server = new ScriptedServer(head => head.Contains("If-None-Match: \"a\"", StringComparison.OrdinalIgnoreCase)
            ? ScriptedServer.Status("304 Not Modified")
            : ScriptedServer.Ok(Rss(Item("1", "Isen bär"), "<ttl>60</ttl>"), "ETag: \"a\"", "Last-Modified: Tue, 03 Mar 2026 10:00:00 GMT"));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);
        var thawed = site.Thawing();

        var read = await site.NextReadingAsync(feed);

        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("If-Modified-Since: Tue, 03 Mar 2026 10:00:00 GMT", server.Requests.Last(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((site.Clock.Now, site.Clock.Now.AddHours(1), "\"a\""), (read.ReadAt, read.DueAt, read.EntityTag));
        Assert.Single(await site.HeadlinesAsync(feed));
        Assert.Empty(thawed);
    }

    [Theory]
    [InlineData("max-age=7200", 120)]
    [InlineData("max-age=600", 60)]
    [InlineData("no-cache", 60)]
    [InlineData("max-age=999999", 360)]
    public async Task Hears_how_often_to_ask_from_an_answer_without_news_too(string cacheControl, int minutes)
    {
        await using var server = new ScriptedServer(head => head.Contains("If-None-Match", StringComparison.OrdinalIgnoreCase)
            ? ScriptedServer.Status("304 Not Modified", "Cache-Control: " + cacheControl)
            : ScriptedServer.Ok(Rss(Item("1", "Isen bär"), "<ttl>60</ttl>"), "ETag: \"a\""));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);

        var read = await site.NextReadingAsync(feed);

        Assert.Equal((2, TimeSpan.FromMinutes(minutes)), (server.Requests.Count, read.DueAt - site.Clock.Now));
    }

    [Fact]
    public async Task Thaws_nothing_for_a_whole_answer_that_says_the_same()
    {
        var rss = Rss(
            Item("1", "Isen bär", "2026-03-01T10:00:00.1234567Z"), Item("2", "Odaterat"), Item("3", "I morgon", "2026-03-09T10:00:00Z"),
            Item("4", "Isen bär", "2026-03-01T10:00:00.1234567Z", "https://alvposten.example/1"));
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(rss));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);
        var before = (await site.HeadlinesAsync(feed)).Select(h => (h.Id, h.Title, h.PublishedAt, h.SeenAt)).ToList();
        var thawed = site.Thawing();

        await site.NextReadingAsync(feed);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(before, (await site.HeadlinesAsync(feed)).Select(h => (h.Id, h.Title, h.PublishedAt, h.SeenAt)));
        Assert.Empty(thawed);
    }

    [Fact]
    public async Task Reads_a_feed_where_it_moved_but_does_not_believe_that_for_good_without_TLS()
    {
        await using var server = new ScriptedServer(head => head.StartsWith("GET /nytt ", StringComparison.Ordinal)
            ? ScriptedServer.Ok(Rss(Item("1", "Isen bär", "2026-03-01T10:00:00Z")))
            : ScriptedServer.Status("301 Moved Permanently", "Location: /nytt"));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);

        Assert.Null((await site.NextReadingAsync(feed)).LastFailure);

        Assert.Equal(server.Address, (await site.FeedAsync(feed)).Url);
        Assert.Single(await site.HeadlinesAsync(feed));
    }

    [Theory]
    [InlineData("https://a.example/rss", "https://b.example/rss", true)]
    [InlineData("https://a.example/rss", "http://b.example/rss", true)]
    [InlineData("http://a.example/rss", "https://a.example/ny", true)]
    [InlineData("http://a.example/rss", "https://b.example/rss", false)]
    [InlineData("http://a.example/rss", "http://a.example/ny", false)]
    [InlineData("https://a.example/rss", "https://a.example/rss", false)]
    public void Follows_a_feed_that_moved_for_good_where_that_can_be_believed(string from, string to, bool follows)
    {
        var feed = HeadlineFeed.Follow(1, from, DateTimeOffset.UnixEpoch);
        Assert.Equal(follows, feed.MovedTo(new Uri(to)));
        Assert.Equal(follows ? to : from, feed.Url);
        Assert.False(feed.MovedTo(new Uri("https://a.example/" + new string('x', 3000))));
    }

    [Fact]
    public async Task Shows_what_the_newspaper_corrected()
    {
        var title = "Isen bär";
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Item("1", title, "2026-03-01T10:00:00Z"))));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);
        var thawed = site.Thawing();

        title = "Isen bär inte";
        await site.NextReadingAsync(feed);

        Assert.Equal("Isen bär inte", Assert.Single(await site.HeadlinesAsync(feed)).Title);
        Assert.NotEmpty(thawed);
    }

    [Fact]
    public async Task Keeps_the_twenty_newest_dated_or_not()
    {
        var first = 0;
        static string Dated(int i) => Item($"d{i}", $"Rubrik {i}", $"2026-02-{1 + (i % 28):00}T10:00:00Z");
        await using var dated = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Enumerable.Range(0, 28).Select(Dated))));
        await using var undated = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Enumerable.Range(first, 30).Select(i => Item($"u{i}", $"Rubrik {i}")))));
        await using var site = await Site.StartAsync(Private);
        var network = await site.NetworkAsync();
        var (a, b) = (await site.FollowAsync(network, dated.Address), await site.FollowAsync(network, undated.Address));
        await site.NextReadingAsync(a);
        await site.NextReadingAsync(b);
        Assert.Equal(Enumerable.Range(8, 20).Reverse().Select(i => $"Rubrik {i}"), (await site.HeadlinesAsync(a)).Select(h => h.Title), StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Rubrik {i}"), (await site.HeadlinesAsync(b)).Select(h => h.Title), StringComparer.Ordinal);

        await site.NextReadingAsync(b);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Rubrik {i}"), (await site.HeadlinesAsync(b)).Select(h => h.Title), StringComparer.Ordinal);

        first = -1;
        await site.NextReadingAsync(b);
        Assert.Equal(Enumerable.Range(-1, 20).Select(i => $"Rubrik {i}"), (await site.HeadlinesAsync(b)).Select(h => h.Title), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Shows_an_item_of_tomorrow_as_seen_now_and_does_not_lift_it_again()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Item("1", "I morgon", "2026-03-05T12:00:00Z"), Item("2", "År 2999", "2999-01-01T00:00:00Z"))));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);
        var seen = site.Clock.Now;
        Assert.All(await site.HeadlinesAsync(feed), h => Assert.Equal(seen, h.PublishedAt));

        site.Clock.Now = seen.AddDays(7);
        await site.NextReadingAsync(feed);
        Assert.All(await site.HeadlinesAsync(feed), h => Assert.Equal(seen, h.PublishedAt));
    }

    [Fact]
    public async Task Takes_only_what_is_safe_and_short()
    {
        var long80 = string.Concat(Enumerable.Repeat("Kommunfullmäktige ", 80));
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(Rss(
            Item("1", "Skript", link: "javascript:alert(1)"), Item("2", "Fil", link: "file:///etc/passwd"), Item("3", "Data", link: "data:text/html,x"),
            Item("4", long80), Item("4", "Samma id"), Item(new string('i', 5000), "Långt id", link: "https://alvposten.example/6"), "<item><title>Utan länk</title></item>",
            "<item><link>https://alvposten.example/5</link><description>&lt;p&gt;Bara text&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>")));
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);

        await site.NextReadingAsync(feed);

        var headlines = await site.HeadlinesAsync(feed);
        Assert.Equal(["Kommunfullmäktige", "Långt id", "Bara text"], headlines.Select(h => h.Title.StartsWith("Komm", StringComparison.Ordinal) ? h.Title[..17] : h.Title), StringComparer.Ordinal);
        Assert.EndsWith("mäktige…", headlines[0].Title, StringComparison.Ordinal);
        Assert.True(headlines[0].Title.Length <= 200);
        Assert.StartsWith("sha256:", headlines[1].ItemId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData("text/xml; charset=utf-8", "")]
    [InlineData("text/xml; charset=klingon", "<?xml version=\"1.0\" encoding=\"klingon\"?>")]
    public async Task Reads_words_whose_charset_is_said_wrongly(string contentType, string declaration)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(declaration + Rss(Item("1", "Blåbär på ön")).Replace('Ä', 'A'));
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(ScriptedServer.Head("Content-Type: " + contentType), cancel);
            await stream.WriteAsync(bytes, cancel);
        });
        await using var site = await Site.StartAsync(Private);
        var feed = await site.FollowAsync(await site.NetworkAsync(), server.Address);
        await site.NextReadingAsync(feed);
        Assert.Equal("Blåbär på ön", Assert.Single(await site.HeadlinesAsync(feed)).Title);
    }
}
