using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>Keeps the counters of published posts (blog, month, tag, category) in the transaction that changes them.</summary>
internal static class PostTally
{
    private const int PostsInOneQuestion = 500;

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

        // First: the row is locked by it, so of two who publish at once the second sees the first's post.
        var total = changes.Sum(c => c.By);
        await sql.ExecuteSqlAsync($"UPDATE blogs SET post_count = post_count + {total} WHERE id = {blogId}", cancel);
        var latest = await db.Posts.Where(p => p.BlogId == blogId && p.State == PostState.Published).MaxAsync(p => p.PublishedAt, cancel);
        await db.Blogs.Where(b => b.Id == blogId).ExecuteUpdateAsync(set => set.SetProperty(b => b.LatestAt, latest), cancel);

        var networkId = changes[0].Post.NetworkId;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(
            await db.Networks.Where(n => n.Id == networkId).Select(n => n.TimeZone).SingleAsync(cancel));
        foreach (var (month, by) in changes.GroupBy(c => Month(c.Post, zone), (m, all) => (m, all.Sum(c => c.By))).OrderBy(c => c.m))
        {
            await sql.ExecuteSqlAsync(
                $"""
                INSERT INTO blog_months (blog_id, month, post_count) VALUES ({blogId}, {month}, {by})
                ON CONFLICT (blog_id, month) DO UPDATE SET post_count = blog_months.post_count + excluded.post_count
                """,
                cancel);
        }

        foreach (var some in changes.GroupBy(c => c.By, c => c.Post.Id).SelectMany(g => g.Chunk(PostsInOneQuestion).Select(ids => (By: g.Key, Ids: ids))))
        {
            await CountTermsAsync(db, some.Ids, some.By, cancel);
        }
    }

    /// <summary>
    /// Asks the database which tags and categories the posts have, whatever of them was loaded; in the order of ids, so that two who
    /// publish at once wait for each other instead of locking each other out.
    /// </summary>
    private static async Task CountTermsAsync(SpaltDb db, long[] posts, int by, CancellationToken cancel)
    {
        await db.PostTags.Where(t => posts.Contains(t.PostId)).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.PublishedAt, t => db.Posts.Single(p => p.Id == t.PostId).PublishedAt), cancel);
        await db.PostCategories.Where(c => posts.Contains(c.PostId)).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.PublishedAt, c => db.Posts.Single(p => p.Id == c.PostId).PublishedAt), cancel);
        var tags = await db.PostTags.Where(t => posts.Contains(t.PostId)).GroupBy(t => t.TagId)
            .Select(g => new { Id = g.Key, Count = g.Count() * by }).OrderBy(t => t.Id).ToListAsync(cancel);
        foreach (var tag in tags)
        {
            await db.Tags.Where(t => t.Id == tag.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.PostCount, t => t.PostCount + tag.Count), cancel);
        }

        var categories = await db.PostCategories.Where(c => posts.Contains(c.PostId)).GroupBy(c => c.CategoryId)
            .Select(g => new { Id = g.Key, Count = g.Count() * by }).OrderBy(c => c.Id).ToListAsync(cancel);
        foreach (var category in categories)
        {
            await db.Categories.Where(c => c.Id == category.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.PostCount, c => c.PostCount + category.Count), cancel);
        }
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
