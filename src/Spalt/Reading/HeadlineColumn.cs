using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>The newspaper's fresh headlines: the newest of the network's feeds, whenever they were last read. Nothing waits for a feed here.</summary>
/// <param name="From">Whose they are.</param>
/// <param name="ReadAt">When the feed last answered.</param>
internal sealed record HeadlineColumn(string From, DateTimeOffset? ReadAt, IReadOnlyList<HeadlineColumn.Item> Items)
{
    private const int Most = 8;

    // Newest first by Headline.ShownAt, spelled out: a compiled query cannot hold our own.
    private static readonly Func<SpaltDb, long, IAsyncEnumerable<Row>> Newest = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId) => (
            from h in db.Headlines
            join f in db.HeadlineFeeds on h.FeedId equals f.Id
            where f.NetworkId == networkId
            let at = h.PublishedAt ?? h.SeenAt
            orderby at descending, h.Id
            select new Row(h.Title, h.Url, at, f.Id, f.Name ?? f.Title, f.ReadAt)).Take(Most));

    public static async Task<HeadlineColumn?> ReadAsync(SpaltDb db, NetworkFace network, CancellationToken cancel)
    {
        var rows = await Newest(db, network.Id).ToListAsync(cancel);
        var items = rows.Where(r => WebAddress.Of(r.Url) is not null).Select(r => new Item(r.At, r.Title, r.Url)).ToList();
        if (items.Count == 0)
        {
            return null;
        }

        var isOneFeed = rows.TrueForAll(r => r.FeedId == rows[0].FeedId);
        var from = (isOneFeed ? rows[0].Feed : null) ?? network.NewspaperName ?? new Uri(rows[0].Url).Host;
        return new HeadlineColumn(from, rows.Max(r => r.ReadAt), items);
    }

    private sealed record Row(string Title, string Url, DateTimeOffset At, long FeedId, string? Feed, DateTimeOffset? ReadAt);

    internal sealed record Item(DateTimeOffset At, string Title, string Url);
}

internal sealed record HeadlinesBlock(HeadlineColumn Column, DateTimeOffset Now);
