using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Writing;

/// <summary>What readers have known a post by leads to it, or says that it is gone, whatever its writer does with it.</summary>
public class KeepingItsAddress
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(120)]
    [InlineData(202)]
    public async Task A_post_that_came_with_a_long_name_is_saved_under_it(int length)
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var author = await site.AuthorAsync();
        var slug = new string('x', length);
        var id = await site.WithDbAsync(async db =>
        {
            var post = Post.Draft(await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel), author.Id, new PostText(slug, "Gammalt", "<p>Gammalt.</p>", "Gammalt."), site.Clock.Now);
            post.Publish(site.Clock.Now);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
            return post.Id;
        });
        var path = $"/-/write/bank-nio/{id}";
        using var saved = await owner.WriteAsync(path, "publish", ("change", "small"), ("body", "<p>Nytt.</p>"));
        Assert.Equal(path + "?done=revised", saved.Headers.Location?.OriginalString);
        Assert.Contains("Nytt.", await site.GetAsync($"/bank-nio/2026/03/04/{slug}/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_moved_to_where_its_name_is_taken_is_saved_under_the_new_one()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var other = await site.BlogAsync(network, "annan", "Annan");
        await site.PostAsync(other, "Isen bär");
        var path = await owner.PublishAsync("Isen bär", "<p>Isen.</p>", ("slug", "isen-bar"));
        using var editor = await site.SignedInAsync("Edit Ek", Spalt.Members.NetworkRole.Editor, network);
        using var moved = await editor.PostFormAsync(path, ("do", "move"), ("to", $"{other.Id}"));
        var there = moved.Headers.Location!.OriginalString.Split('?')[0];
        using var saved = await editor.WriteAsync(there, "publish", ("change", "small"), ("body", "<p>Nytt.</p>"));
        Assert.Equal(there + "?done=revised", saved.Headers.Location?.OriginalString);
        Assert.Contains("Nytt.", await site.GetAsync("/annan/2026/03/04/isen-bar-2/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_post_that_was_to_go_out_again_and_does_not_keeps_its_date()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await WithdrawnAndScheduledAsync(owner);
        using var unscheduled = await owner.PostFormAsync(path, ("do", "withdraw"));
        Assert.NotNull((await site.PostAtAsync(path)).PublishedAt);
        site.Clock.Now = site.Clock.Now.AddDays(2);
        using var again = await owner.WriteAsync(path, "publish");
        Assert.Equal(200, await site.Http.StatusAsync(Public));
    }

    [Fact]
    public async Task A_withdrawn_post_that_goes_out_again_under_another_date_is_found_by_the_old_one()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        await WithdrawnAndScheduledAsync(owner);
        site.Clock.Now = new DateTimeOffset(2026, 3, 29, 1, 30, 1, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => await site.Http.StatusAsync("/bank-nio/2026/03/29/isen-bar/") == 200);
        using var old = await site.Http.AskAsync(Public);
        Assert.Equal((301, "/bank-nio/2026/03/29/isen-bar/"), ((int)old.StatusCode, old.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_that_was_public_once_answers_410_when_the_bin_is_emptied(bool isScheduled)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = isScheduled ? await WithdrawnAndScheduledAsync(owner) : await owner.PublishAsync();
        if (!isScheduled)
        {
            using var withdrawn = await owner.PostFormAsync(path, ("do", "withdraw"));
        }

        using var binned = await owner.PostFormAsync(path, ("do", "bin"));
        await site.PassAsync(TimeSpan.FromDays(31));
        await Eventually.TrueAsync(async () => await site.Http.StatusAsync(Public) == 410 && (await site.PostAtAsync(path)).Title.Length == 0);
        Assert.Equal(("", PostState.Removed), ((await site.PostAtAsync(path)).Title, (await site.PostAtAsync(path)).State));
    }

    [Fact]
    public async Task Of_two_who_change_a_post_at_once_neither_overwrites_what_the_other_wrote()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var post = await site.PostAsync(blog, "Isen bär");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => site.WithDbAsync(async mine =>
        {
            var known = await mine.Posts.SingleAsync(p => p.Id == post.Id, Cancel);
            await site.WithDbAsync(async theirs =>
            {
                (await theirs.Posts.SingleAsync(p => p.Id == post.Id, Cancel)).Correct("Den bar inte.", site.Clock.Now);
                await theirs.SaveChangesAsync(Cancel);
            });
            known.Revise(new PostText("isen-bar", "Isen bär", "<p>Äldre.</p>", ""), site.Clock.Now);
            await mine.SaveChangesAsync(Cancel);
        }));
    }

    private static async Task<string> WithdrawnAndScheduledAsync(HttpClient owner)
    {
        var path = await owner.PublishAsync();
        using var withdrawn = await owner.PostFormAsync(path, ("do", "withdraw"));
        using var scheduled = await owner.WriteAsync(path, "schedule", ("date", "2026-03-29"), ("time", "03:30"));
        Assert.Equal(path + "?done=scheduled", scheduled.Headers.Location?.OriginalString);
        return path;
    }
}
