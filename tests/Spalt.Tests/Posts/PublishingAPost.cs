using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Tests.Posts;

public class PublishingAPost
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_its_scheduled_time_dates_it_now()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = Draft(blog, await site.AuthorAsync());
        post.Schedule(site.Clock.Now.AddDays(1));
        post.Publish(site.Clock.Now);
        Assert.Equal((PostState.Published, site.Clock.Now), (post.State, post.PublishedAt));
    }

    [Fact]
    public async Task Is_not_possible_again_once_it_was_removed()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = Draft(blog, await site.AuthorAsync());
        post.Publish(site.Clock.Now);
        post.Remove(site.Clock.Now);
        post.Publish(site.Clock.Now);
        post.Schedule(site.Clock.Now);
        Assert.Equal(PostState.Removed, post.State);
    }

    [Fact]
    public async Task And_removing_it_keeps_every_count_right_whatever_was_loaded()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var kept = await site.PostAsync(blog, "Kvar", tags: ["is"], categories: ["Natur"]);
        var gone = await site.PostAsync(blog, "Borta", tags: ["is", "snö"], categories: ["Natur"]);
        Assert.Equal((2, 2, 1, 2), await CountsAsync(site, blog.Id));

        await site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == gone.Id, Cancel)).Remove(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal((1, 1, 0, 1), await CountsAsync(site, blog.Id));
        Assert.Equal(kept.PublishedAt, await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.LatestAt).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task And_tagging_it_in_one_go_counts_once()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        await site.WithDbAsync(async db =>
        {
            Tag tag = new(blog.Id, "is", "is");
            db.Add(tag);
            await db.SaveChangesAsync(Cancel);
            var post = Draft(blog, author);
            post.Publish(site.Clock.Now);
            post.TagWith(tag);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal(1, await site.WithDbAsync(db => db.Tags.Where(t => t.BlogId == blog.Id).Select(t => t.PostCount).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task By_two_at_once_counts_both()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Först", tags: ["is"], categories: ["Natur"]);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => site.PostAsync(blog, $"Samtidigt {i}", site.Clock.Now.AddMinutes(i), tags: ["is"], categories: ["Natur"])));
        Assert.Equal((9, 9, 0, 9), await CountsAsync(site, blog.Id));
        var latest = await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.LatestAt).SingleAsync(Cancel));
        Assert.Equal(site.Clock.Now.AddMinutes(8), latest);
    }

    [Fact]
    public async Task From_two_places_at_once_is_done_by_one_and_counts_once()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        await site.WithDbAsync(async db =>
        {
            var post = Draft(blog, author);
            post.Schedule(site.Clock.Now.AddDays(1));
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        await site.WithDbAsync(first => site.WithDbAsync(async second =>
        {
            (await first.Posts.SingleAsync(Cancel)).Publish(site.Clock.Now);
            (await second.Posts.SingleAsync(Cancel)).Publish(site.Clock.Now);
            await first.SaveChangesAsync(Cancel);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Cancel));
        }));
        Assert.Equal(1, await site.WithDbAsync(db => db.Blogs.Select(b => b.PostCount).SingleAsync(Cancel)));
        Assert.Equal(1, await site.WithDbAsync(db => db.BlogMonths.Select(m => m.PostCount).SingleAsync(Cancel)));
    }

    private static Post Draft(Spalt.Blogs.Blog blog, Spalt.Accounts.Account author) => Post.Draft(
        blog, author.Id, new PostText("isen", "Isen", "<p>Isen.</p>", "Isen."), blog.CreatedAt);

    private static Task<(int Blog, int Is, int Snow, int Nature)> CountsAsync(Site site, long blogId) => site.WithDbAsync(async db => (
        await db.Blogs.Where(b => b.Id == blogId).Select(b => b.PostCount).SingleAsync(Cancel),
        await db.Tags.Where(t => t.BlogId == blogId && t.Slug == "is").Select(t => t.PostCount).SingleAsync(Cancel),
        await db.Tags.Where(t => t.BlogId == blogId && t.Slug == "sno").Select(t => t.PostCount).SingleOrDefaultAsync(Cancel),
        await db.Categories.Where(c => c.BlogId == blogId).Select(c => c.PostCount).SingleAsync(Cancel)));
}
