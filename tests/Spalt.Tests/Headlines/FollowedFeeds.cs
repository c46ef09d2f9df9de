using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Headlines;
using Spalt.Likes;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Headlines;

/// <summary>Feeds that a network follows in a test, read by the running server when the test says that their time has come.</summary>
internal static class FollowedFeeds
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Follows a feed that is not due before <see cref="NextReadingAsync"/>.</summary>
    public static Task<long> FollowAsync(this Site site, Network network, string url) => site.WithDbAsync(async db =>
    {
        var feed = HeadlineFeed.Follow(network.Id, url, site.Clock.Now.AddHours(1));
        db.Add(feed);
        await db.SaveChangesAsync(Cancel);
        return feed.Id;
    });

    public static Task<HeadlineFeed> FeedAsync(this Site site, long id) =>
        site.WithDbAsync(db => db.HeadlineFeeds.AsNoTracking().SingleAsync(f => f.Id == id, Cancel));

    /// <summary>Moves the clock to the feed's time and waits until it was read, well or not.</summary>
    public static async Task<HeadlineFeed> NextReadingAsync(this Site site, long id)
    {
        await site.IdleAsync();
        var feed = await site.FeedAsync(id);

        // Feeds are looked for every ten seconds.
        var soon = site.Clock.Now.AddSeconds(11);
        site.Clock.Now = feed.DueAt > soon ? feed.DueAt : soon;
        await Eventually.TrueAsync(async () => (await site.FeedAsync(id)).DueAt > site.Clock.Now);
        return await site.FeedAsync(id);
    }

    /// <summary>As the column of headlines shows them.</summary>
    public static Task<List<Headline>> HeadlinesAsync(this Site site, long feed) =>
        site.WithDbAsync(db => db.Headlines.Where(h => h.FeedId == feed).NewestFirst().AsNoTracking().ToListAsync(Cancel));

    /// <summary>Collects what thaws of the headlines from now on.</summary>
    public static List<string> Thawing(this Site site)
    {
        List<string> thawed = [];
        site.Services.GetRequiredService<Commits>().Thawed += tags =>
        {
            lock (thawed)
            {
                thawed.AddRange(tags.Where(t => t.StartsWith("headlines:", StringComparison.Ordinal)));
            }
        };
        return thawed;
    }

    /// <summary>An RSS document of a town's newspaper.</summary>
    public static string Rss(params IEnumerable<string> items) =>
        $"<rss version=\"2.0\"><channel><title>Älvposten</title><link>https://alvposten.example/</link>{string.Concat(items)}</channel></rss>";

    public static string Item(string id, string title, string? date = null, string? link = null) =>
        $"<item><guid isPermaLink=\"false\">{id}</guid><title>{title}</title><link>{link ?? "https://alvposten.example/" + id}</link>"
        + (date is null ? "" : $"<dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{date}</dc:date>") + "</item>";
}
