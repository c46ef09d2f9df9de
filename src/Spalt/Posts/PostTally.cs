using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>Keeps the counters of published posts (blog, month, tag, category) in the transaction that changes them.</summary>
internal static class PostTally
{
    private const int PostsInOneStatement = 500;
    private const int MonthsInOneStatement = 100;

    public static async Task CountAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        var changes = news.SelectMany<News, Change>(n => n switch
        {
            PostPublished p => [new(p.Post.BlogId, p.Post, 1)],
            PostRemoved p => [new(p.Post.BlogId, p.Post, -1)],
            PostWithdrawn p => [new(p.Post.BlogId, p.Post, -1)],

            // Its tags were taken off it before, and are put on one by one.
            PostMoved p => [new(p.FromBlogId, p.Post, -1, WithTerms: false), new(p.Post.BlogId, p.Post, 1, WithTerms: false)],
            _ => [],
        }).ToList();
        foreach (var blog in changes.GroupBy(c => c.BlogId))
        {
            await CountAsync(db, blog.Key, [.. blog], cancel);
        }

        // What a post had when it was published is counted above.
        var published = news.OfType<PostPublished>().Select(n => n.Post).ToHashSet();
        var tags = news.OfType<PostTagged>().Where(n => !published.Contains(n.Post)).Select(n => (n.TagId, By: 1))
            .Concat(news.OfType<PostUntagged>().Select(n => (n.TagId, By: -1)));
        foreach (var (id, by) in tags)
        {
            await db.Tags.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.PostCount, t => t.PostCount + by), cancel);
        }

        var categories = news.OfType<PostFiled>().Where(n => !published.Contains(n.Post)).Select(n => (n.CategoryId, By: 1))
            .Concat(news.OfType<PostUnfiled>().Select(n => (n.CategoryId, By: -1)));
        foreach (var (id, by) in categories)
        {
            await db.Categories.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PostCount, c => c.PostCount + by), cancel);
        }
    }

    /// <summary>Counts the months of all blogs of a network anew, by the clock of another time zone.</summary>
    public static async Task RecountMonthsAsync(SpaltDb db, long networkId, TimeZoneInfo zone, CancellationToken cancel)
    {
        var posts = await db.Posts.AsNoTracking().Where(p => p.NetworkId == networkId && p.State == PostState.Published)
            .Select(p => new { p.BlogId, At = p.PublishedAt!.Value, p.PublishedPrecision }).ToListAsync(cancel);
        await db.BlogMonths.Where(m => db.Blogs.Any(b => b.Id == m.BlogId && b.NetworkId == networkId)).ExecuteDeleteAsync(cancel);
        foreach (var blog in posts.GroupBy(p => p.BlogId))
        {
            await CountMonthsAsync(db, blog.Key, blog.GroupBy(p => Month(p.At, p.PublishedPrecision, zone), (month, all) => (month, all.Count())), cancel);
        }
    }

    private static async Task CountAsync(SpaltDb db, long blogId, List<Change> changes, CancellationToken cancel)
    {
        var sql = ((DbContext)db).Database;

        // First: the row is locked by it, so of two who publish at once the second sees the first's post.
        var total = changes.Sum(c => c.By);
        await sql.ExecuteSqlAsync($"UPDATE blogs SET post_count = post_count + {total} WHERE id = {blogId}", cancel);
        var latest = await db.Posts.Where(p => p.BlogId == blogId && p.State == PostState.Published).MaxAsync(p => p.PublishedAt, cancel);
        await db.Blogs.Where(b => b.Id == blogId).ExecuteUpdateAsync(set => set.SetProperty(b => b.LatestAt, latest), cancel);

        var networkId = changes[0].Post.NetworkId;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(
            await db.Networks.Where(n => n.Id == networkId).Select(n => n.TimeZone).SingleAsync(cancel));
        await CountMonthsAsync(db, blogId, changes.GroupBy(c => Month(c.Post.PublishedAt!.Value, c.Post.PublishedPrecision, zone), (month, all) => (month, all.Sum(c => c.By))), cancel);

        foreach (var some in changes.Where(c => c.WithTerms).GroupBy(c => c.By, c => c.Post.Id).SelectMany(g => g.Chunk(PostsInOneStatement).Select(ids => (By: g.Key, Ids: ids))))
        {
            await CountTermsAsync(db, some.Ids, some.By, cancel);
        }
    }

    private static async Task CountMonthsAsync(SpaltDb db, long blogId, IEnumerable<(int Month, int By)> counts, CancellationToken cancel)
    {
        foreach (var months in counts.Chunk(MonthsInOneStatement))
        {
            // INSERT … VALUES ({0}, {1}, {2}), ({3}, …
            var rows = string.Join(", ", months.Select((_, i) => $"({{{3 * i}}}, {{{(3 * i) + 1}}}, {{{(3 * i) + 2}}})"));
            await ((DbContext)db).Database.ExecuteSqlAsync(
                FormattableStringFactory.Create(
                    "INSERT INTO blog_months (blog_id, month, post_count) VALUES " + rows
                    + " ON CONFLICT (blog_id, month) DO UPDATE SET post_count = blog_months.post_count + excluded.post_count",
                    [.. months.SelectMany(m => new object[] { blogId, m.Month, m.By })]),
                cancel);
        }
    }

    /// <summary>Asks the database which tags and categories the posts have, whatever of them was loaded.</summary>
    private static async Task CountTermsAsync(SpaltDb db, long[] posts, int by, CancellationToken cancel)
    {
        var tagged = db.PostTags.Where(t => posts.Contains(t.PostId));
        await tagged.Where(t => t.PublishedAt != db.Posts.Single(p => p.Id == t.PostId).PublishedAt).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.PublishedAt, t => db.Posts.Single(p => p.Id == t.PostId).PublishedAt), cancel);
        await db.Tags.Join(tagged.GroupBy(t => t.TagId, (id, all) => new { id, count = all.Count() }), t => t.Id, c => c.id, (tag, c) => new { tag, c.count })
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.tag.PostCount, t => t.tag.PostCount + (by * t.count)), cancel);

        var filed = db.PostCategories.Where(c => posts.Contains(c.PostId));
        await filed.Where(c => c.PublishedAt != db.Posts.Single(p => p.Id == c.PostId).PublishedAt).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.PublishedAt, c => db.Posts.Single(p => p.Id == c.PostId).PublishedAt), cancel);
        await db.Categories.Join(filed.GroupBy(c => c.CategoryId, (id, all) => new { id, count = all.Count() }), c => c.Id, c => c.id, (category, c) => new { category, c.count })
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.category.PostCount, c => c.category.PostCount + (by * c.count)), cancel);
    }

    private static int Month(DateTimeOffset at, PublishedPrecision precision, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return precision switch
        {
            PublishedPrecision.Unknown => BlogMonth.Undated,
            PublishedPrecision.Year => local.Year * 100,
            _ => (local.Year * 100) + local.Month,
        };
    }

    /// <summary>So many more posts of a blog are public.</summary>
    private sealed record Change(long BlogId, Post Post, int By, bool WithTerms = true);
}
