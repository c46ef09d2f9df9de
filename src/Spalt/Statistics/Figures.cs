using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Statistics;

/// <summary>What a blog, or a whole network, was read over some days.</summary>
/// <param name="From">The first day; the last is today.</param>
/// <param name="Days">Reads of each day, oldest first.</param>
/// <param name="Subscribers">Of the feeds, on the day of the last three when most were seen: not every program asks each day.</param>
/// <param name="Blogs">The network's, most read first; empty for one blog.</param>
internal sealed record Figures(
    DateOnly From, int[] Days, IReadOnlyList<ReadPost> Posts, IReadOnlyList<ReadFrom> Referrers, IReadOnlyList<Following> Subscribers, IReadOnlyList<ReadBlog> Blogs)
{
    /// <summary>The spans that can be chosen, in days; the second is shown first.</summary>
    public static readonly int[] Spans = [7, 30, 90, 365];

    private const int MostPosts = 20;
    private const int MostHosts = 15;
    private const int MostBlogs = 100;
    private const int FeedDays = 3;

    public int Reads => Days.Sum();

    public int Span => Days.Length;

    public int AllSubscribers => Subscribers.Sum(s => s.Subscribers);

    /// <summary>The span that an address asks for; a month where it asks for none of <see cref="Spans"/>.</summary>
    public static int SpanOf(string? days) => Array.Find(Spans, span => span.ToString(CultureInfo.InvariantCulture) == days) is var span and > 0 ? span : Spans[1];

    /// <param name="blogId">Null for the network.</param>
    public static async Task<Figures> ReadAsync(SpaltDb db, NetworkFace network, long? blogId, int span, DateTimeOffset now, CancellationToken cancel)
    {
        var today = network.DayOf(now);
        var days = new int[span];
        var from = today.AddDays(1 - days.Length);
        var reads = db.DayReads.AsNoTracking().Where(r => r.NetworkId == network.Id && r.Day >= from && r.Day <= today && (blogId == null || r.BlogId == blogId));
        foreach (var day in await reads.GroupBy(r => r.Day).Select(g => new { g.Key, Reads = g.Sum(r => r.Reads) }).ToListAsync(cancel))
        {
            days[day.Key.DayNumber - from.DayNumber] = day.Reads;
        }

        return new Figures(
            from, days, await PostsAsync(db, network, reads, cancel), await HostsAsync(reads, cancel), await FollowingAsync(db, network, blogId, today, cancel),
            blogId is null ? await BlogsAsync(db, reads, cancel) : []);
    }

    private static async Task<List<ReadPost>> PostsAsync(SpaltDb db, NetworkFace network, IQueryable<DayReads> reads, CancellationToken cancel)
    {
        var most = await reads.Where(r => r.PostId != 0).GroupBy(r => r.PostId).Select(g => new { Id = g.Key, Reads = g.Sum(r => r.Reads) })
            .OrderByDescending(p => p.Reads).ThenByDescending(p => p.Id).Take(MostPosts).ToListAsync(cancel);
        var ids = most.Select(p => p.Id).ToList();
        var posts = await db.Posts.AsNoTracking().Published().Where(p => ids.Contains(p.Id))
            .Join(db.Blogs, p => p.BlogId, b => b.Id, (p, b) => new { p.Id, p.Title, p.Slug, p.PublishedAt, p.PublishedPrecision, Blog = b.Slug, BlogTitle = b.Title })
            .ToDictionaryAsync(p => p.Id, cancel);
        return
        [
            .. from read in most
               where posts.ContainsKey(read.Id)
               let post = posts[read.Id]
               select new ReadPost(post.Title, network.Path(post.Blog, post.Slug, post.PublishedAt!.Value, post.PublishedPrecision), post.BlogTitle, read.Reads),
        ];
    }

    private static async Task<List<ReadFrom>> HostsAsync(IQueryable<DayReads> reads, CancellationToken cancel) =>
        [.. (await reads.GroupBy(r => r.Referrer).Select(g => new { Host = g.Key, Reads = g.Sum(r => r.Reads) })
            .OrderByDescending(h => h.Reads).ThenBy(h => h.Host).Take(MostHosts).ToListAsync(cancel)).Select(h => new ReadFrom(h.Host, h.Reads))];

    private static async Task<List<Following>> FollowingAsync(SpaltDb db, NetworkFace network, long? blogId, DateOnly today, CancellationToken cancel)
    {
        var from = today.AddDays(1 - FeedDays);
        var rows = await db.FeedSubscribers.AsNoTracking().Where(s => s.NetworkId == network.Id && s.Day >= from && (blogId == null || s.BlogId == blogId))
            .GroupBy(s => new { s.BlogId, s.Service }).Select(g => new { g.Key.Service, Most = g.Max(s => s.Subscribers) }).ToListAsync(cancel);
        return [.. rows.GroupBy(r => r.Service, StringComparer.Ordinal).Select(g => new Following(g.Key, g.Sum(r => r.Most))).OrderByDescending(f => f.Subscribers).ThenBy(f => f.Service, StringComparer.Ordinal)];
    }

    private static async Task<List<ReadBlog>> BlogsAsync(SpaltDb db, IQueryable<DayReads> reads, CancellationToken cancel) =>
        [.. (await reads.Where(r => r.BlogId != 0).GroupBy(r => r.BlogId).Select(g => new { Id = g.Key, Reads = g.Sum(r => r.Reads) })
            .Join(db.Blogs, r => r.Id, b => b.Id, (r, b) => new { b.Slug, b.Title, r.Reads })
            .OrderByDescending(b => b.Reads).ThenBy(b => b.Slug).Take(MostBlogs).ToListAsync(cancel)).Select(b => new ReadBlog(b.Slug, b.Title, b.Reads))];
}

internal sealed record ReadPost(string Title, string Path, string Blog, int Reads);

/// <param name="Host">Empty: typed, saved, from an app, from a page of ours, or not known any more.</param>
internal sealed record ReadFrom(string Host, int Reads);

/// <param name="Service">Empty for programs that read for one.</param>
internal sealed record Following(string Service, int Subscribers);

internal sealed record ReadBlog(string Slug, string Title, int Reads);
