using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Reading;

/// <summary>However many posts and blogs there are, a page that shows a few of them is the same work for the database.</summary>
public sealed class AmongManyPosts
{
    private const double Most = 1.3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_no_more_work_than_among_few()
    {
        var few = await MeasureAsync(40, 2);
        var many = await MeasureAsync(2000, 50);
        Assert.All(few, page => Assert.True(page.Value > 0, page.Key));
        Assert.All(many, page => Assert.True(page.Value <= Most * few[page.Key], $"{page.Key}: {page.Value} steps, among few {few[page.Key]}"));
    }

    private static async Task<Dictionary<string, long>> MeasureAsync(int posts, int blogs)
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var first = await site.BlogAsync(network);
        await site.DeclareAsync(first, Regime.Open);
        var shown = await site.PostAsync(first, "Isen bär", tags: ["is"]);
        await PlantAsync(site, first, posts, 0);
        for (var i = 1; i < blogs; i++)
        {
            await PlantAsync(site, await site.BlogAsync(network, $"blogg-{i}", $"Blogg {i}"), 20, i);
        }

        if (site.Installation.Database.Name == "Postgres")
        {
            await site.WithDbAsync(db => ((DbContext)db).Database.ExecuteSqlRawAsync("ANALYZE", Cancel));
        }

        using var work = await Work.ListenAsync(site);
        var steps = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var path in (string[])["/", "/bank-nio/", "/bank-nio/page/2/", "/bank-nio/2026/03/04/isen-bar/", "/bank-nio/feed/", "/bank-nio/feed/json/", "/bank-nio/2026/03/04/isen-bar/feed/", "/bank-nio/tag/is/", $"/-/posts/{shown.Id}/comment", $"/-/posts/{shown.Id}/history"])
        {
            steps[path] = await work.OfAsync(() => site.GetAsync(path));
        }

        steps["a comment"] = await work.OfAsync(() => site.Http.CommentedAsync(shown, "Håller med!"));
        return steps;
    }

    /// <summary>Posts an hour apart, all older than the one that is shown.</summary>
    private static async Task PlantAsync(Site site, Blog blog, int count, int salt)
    {
        var author = await site.AuthorAsync();
        await site.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                var there = await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel);
                List<Post> posts = [.. Enumerable.Range(0, count).Select(i =>
                {
                    var post = Post.Draft(there, author.Id, new PostText($"inlagg-{salt}-{i}", $"Inlägg {i}", $"<p>Ord {i}.</p>", $"Ord {i}."), site.Clock.Now);
                    post.Publish(site.Clock.Now.AddDays(-1).AddHours(-i));
                    return post;
                })];
                await db.GiveIdsAsync(posts, Cancel);
                await db.InsertManyAsync(posts, Cancel);
            },
            Cancel));
    }
}
