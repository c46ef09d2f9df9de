using System.Diagnostics;

namespace Spalt.Tests.Web.PageCache;

public class LosingTheDatabase
{
    [Fact]
    public async Task Readers_of_frozen_pages_do_not_notice_and_all_recovers_by_itself()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går");
        var front = await site.GetAsync("/");
        var page = await site.GetAsync("/bank-nio/");
        await site.TakeAwayDatabaseAsync();

        await Eventually.TrueAsync(async () => (await site.AskAsync("/-/health/ready")).StatusCode == System.Net.HttpStatusCode.ServiceUnavailable);
        site.Clock.Now += TimeSpan.FromDays(1); // Everything that was frozen is old by now.
        for (var i = 0; i < 5; i++)
        {
            foreach (var (path, text) in new[] { ("/", front), ("/bank-nio/", page) })
            {
                var watch = Stopwatch.StartNew();
                using var stale = await site.AskAsync(path);
                Assert.Equal(200, (int)stale.StatusCode);
                Assert.Contains("stale", stale.CacheStatus(), StringComparison.Ordinal);
                Assert.Equal(text, await stale.TextAsync());
                Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            }
        }

        using (var unknown = await site.AskAsync("/bank-nio/2026/03/", ("Accept", "text/html")))
        {
            Assert.Equal(503, (int)unknown.StatusCode);
            Assert.True(unknown.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Contains("<h1", await unknown.TextAsync(), StringComparison.Ordinal);
        }

        using (var alive = await site.AskAsync("/-/health/live"))
        {
            Assert.Equal(200, (int)alive.StatusCode);
        }

        await site.GiveBackDatabaseAsync();
        await Eventually.TrueAsync(async () => (await site.AskAsync("/-/health/ready")).IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => await site.CacheStatusAsync("/") == "spalt; hit");
        await site.PostAsync(blog, "Tåget står");
        Assert.Contains("Tåget står", await site.GetAsync("/"), StringComparison.Ordinal);
        using var again = await site.AskAsync("/bank-nio/2026/03/");
        Assert.Equal(200, (int)again.StatusCode);
    }
}
