using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>Keeps the counters of published posts (blog, month, tag, category) in the transaction that changes them.</summary>
internal static class PostTally
{
    public static async Task CountAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        var changes = news.Select(n => n switch
        {
            PostPublished p => (p.Post, By: 1),
            PostRemoved p => (p.Post, By: -1),
            _ => (Post: null!, By: 0),
        }).Where(c => c.By != 0).ToList();
        foreach (var blog in changes.GroupBy(c => c.Post.BlogId))
        {
            await CountAsync(db, blog.Key, [.. blog], cancel);
        }
    }

    private static async Task CountAsync(SpaltDb db, long blogId, List<(Post Post, int By)> changes, CancellationToken cancel)
    {
        var sql = ((DbContext)db).Database;
        var networkId = changes[0].Post.NetworkId;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(
            await db.Networks.Where(n => n.Id == networkId).Select(n => n.TimeZone).SingleAsync(cancel));
        foreach (var (month, by) in changes.GroupBy(c => Month(c.Post, zone), (m, all) => (m, all.Sum(c => c.By))))
        {
            await sql.ExecuteSqlAsync(
                $"""
                INSERT INTO blog_months (blog_id, month, post_count) VALUES ({blogId}, {month}, {by})
                ON CONFLICT (blog_id, month) DO UPDATE SET post_count = blog_months.post_count + excluded.post_count
                """,
                cancel);
        }

        foreach (var (tag, by) in changes.SelectMany(c => c.Post.Tags.Select(t => (t.TagId, c.By))).GroupBy(t => t.TagId, (t, all) => (t, all.Sum(x => x.By))))
        {
            await sql.ExecuteSqlAsync($"UPDATE tags SET post_count = post_count + {by} WHERE id = {tag}", cancel);
        }

        foreach (var (category, by) in changes.SelectMany(c => c.Post.Categories.Select(x => (x.CategoryId, c.By))).GroupBy(c => c.CategoryId, (c, all) => (c, all.Sum(x => x.By))))
        {
            await sql.ExecuteSqlAsync($"UPDATE categories SET post_count = post_count + {by} WHERE id = {category}", cancel);
        }

        var total = changes.Sum(c => c.By);
        var latest = await db.Posts.Where(p => p.BlogId == blogId && p.State == PostState.Published).MaxAsync(p => p.PublishedAt, cancel);
        await db.Blogs.Where(b => b.Id == blogId).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.PostCount, b => b.PostCount + total).SetProperty(b => b.LatestAt, latest), cancel);
    }

    private static int Month(Post post, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(post.PublishedAt!.Value, zone);
        return post.PublishedPrecision switch
        {
            PublishedPrecision.Unknown => BlogMonth.Undated,
            PublishedPrecision.Year => local.Year * 100,
            _ => (local.Year * 100) + local.Month,
        };
    }
}
