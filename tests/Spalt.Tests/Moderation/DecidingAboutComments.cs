using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Outbound;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation;

public sealed partial class DecidingAboutComments : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_a_moderator_approves_shows_and_who_answers_for_which_text_is_kept()
    {
        var (network, _, post) = await _site.PostedAsync(Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        var sent = await _site.Http.CommentedAsync(post, "Granska mig.");
        Assert.DoesNotContain("Granska mig", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        var queue = await mona.TextOfAsync(Queue.Path);
        Assert.Contains("Granska mig.", queue, StringComparison.Ordinal);
        Assert.Contains("maj@exempel.se", queue, StringComparison.Ordinal);
        await mona.DoAsync(Queue.Path, ("list", "waiting"), ("approve", Picks(queue).Single()));

        var all = await _site.EverywhereAsync(post);
        Assert.Contains("Granska mig.", all, StringComparison.Ordinal);
        Assert.EndsWith("1 counted", all, StringComparison.Ordinal);
        var decision = await _site.WithDbAsync(db => db.Decisions.SingleAsync(Cancel));
        Assert.Equal((DecisionVerb.Approve, "Mona Ek", _site.Clock.Now), (decision.Verb, decision.ByName, decision.At));
        Assert.Equal((await _site.StoredAsync(sent)).TextHash, decision.TextHash);
        Assert.Contains("Inget väntar på dig", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_changed_after_it_was_approved_waits_again()
    {
        var (network, _, post) = await _site.PostedAsync(Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        var mine = await _site.Http.CommentedAsync(post, "Snällt.");
        await ApproveAllAsync(mona);
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Elakt.")))
        {
            var all = await _site.EverywhereAsync(post);
            Assert.DoesNotContain("Elakt.", all, StringComparison.Ordinal);
            Assert.DoesNotContain("Snällt.", all, StringComparison.Ordinal);
            Assert.EndsWith("0 counted", all, StringComparison.Ordinal);
        }

        await ApproveAllAsync(mona);
        Assert.Contains("Elakt.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_approves_a_text_that_became_another_meanwhile()
    {
        var (network, _, post) = await _site.PostedAsync(Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        var mine = await _site.Http.CommentedAsync(post, "Snällt.");
        var read = Picks(await mona.TextOfAsync(Queue.Path)).Single();
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Elakt.")))
        {
            using var answer = await mona.PostFormAsync(Queue.Path, ("approve", read));
            Assert.Contains("En hade ändrats", await mona.TextOfAsync(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Elakt.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_refused_without_a_reason_and_its_writer_is_told_it()
    {
        var (network, _, post) = await _site.PostedAsync();
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        await _site.Http.CommentedAsync(post, "Du är en sopa.");
        var pick = Picks(await mona.TextOfAsync(Queue.Path + "?list=shown")).Single();
        Assert.StartsWith("Välj ett skäl", await mona.RefusedAsync(Queue.Path, "ground", ("list", "shown"), ("pick", pick), ("do", "refuse"), ("facts", "Kallar någon sopa.")), StringComparison.Ordinal);
        Assert.StartsWith("Skriv vad", await mona.RefusedAsync(Queue.Path, "facts", ("list", "shown"), ("pick", pick), ("do", "refuse"), ("ground", "PersonalAttack")), StringComparison.Ordinal);
        Assert.Contains("Du är en sopa.", await _site.EverywhereAsync(post), StringComparison.Ordinal);

        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", pick), ("do", "refuse"), ("ground", "PersonalAttack"), ("facts", "Kallar någon sopa."));
        Assert.DoesNotContain("sopa", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        var letter = await _letters.NextAsync();
        Assert.Equal("maj@exempel.se", letter.To);
        Assert.Contains("personangrepp", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Kallar någon sopa.", letter.Text, StringComparison.Ordinal);
        Assert.Contains("begära omprövning", letter.Text, StringComparison.Ordinal);

        // And back again.
        var refused = await mona.TextOfAsync(Queue.Path + "?list=refused");
        Assert.Contains("Kallar någon sopa.", refused, StringComparison.Ordinal);
        await mona.DoAsync(Queue.Path, ("list", "refused"), ("approve", Picks(refused).Single()));
        Assert.Contains("Du är en sopa.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_do_not_undo_each_other()
    {
        var (network, _, post) = await _site.PostedAsync(Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, network);
        await _site.Http.CommentedAsync(post, "Omstridd.");
        var pick = Picks(await mona.TextOfAsync(Queue.Path)).Single();
        await edit.DoAsync(Queue.Path, ("pick", pick), ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Handlar om annat."));
        using var late = await mona.PostFormAsync(Queue.Path, ("approve", pick));
        Assert.Contains("av någon annan", await mona.TextOfAsync(late.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.DoesNotContain("Omstridd.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_blog_becomes_edited_what_nobody_approved_is_hidden_and_waits()
    {
        var (network, blog, post) = await _site.PostedAsync();
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        await _site.Http.CommentedAsync(post, "Oläst.");
        Assert.Contains("Oläst.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        await _site.DeclareAsync(blog, Regime.Edited);
        var all = await _site.EverywhereAsync(post);
        Assert.DoesNotContain("Oläst.", all, StringComparison.Ordinal);
        Assert.EndsWith("0 counted", all, StringComparison.Ordinal);
        await ApproveAllAsync(mona);
        await _site.DeclareAsync(blog, Regime.Open);
        await _site.DeclareAsync(blog, Regime.Edited);
        Assert.Contains("Oläst.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_moves_to_an_edited_blog_leaves_behind_what_nobody_approved()
    {
        var (network, _, post) = await _site.PostedAsync();
        var edited = await _site.BlogAsync(network, "granskad", "Granskad");
        await _site.DeclareAsync(edited, Regime.Edited);
        await _site.Http.CommentedAsync(post, "Oläst.");
        using var owner = await _site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        using var moved = await owner.PostFormAsync($"/-/write/bank-nio/{post.Id}", ("do", "move"), ("to", $"{edited.Id}"));
        Assert.True((int)moved.StatusCode == 303, $"{(int)moved.StatusCode}: {await moved.TextAsync()}");
        Assert.DoesNotContain("Oläst.", await _site.GetAsync("/granskad/2026/03/04/isen-bar/"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Posts.Select(p => p.CommentCount).SingleAsync(Cancel)));
        Assert.Contains("Oläst.", await owner.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_moves_to_an_edited_blog_and_is_public_again_shows_nothing_that_nobody_approved_and_it_waits()
    {
        var (network, _, post) = await _site.PostedAsync();
        var edited = await _site.BlogAsync(network, "granskad", "Granskad");
        await _site.DeclareAsync(edited, Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        await _site.Http.CommentedAsync(post, "Oläst.");
        foreach (var verb in new Action<Spalt.Posts.Post, Blog>[] { (p, _) => p.Withdraw(_site.Clock.Now), (p, b) => p.MoveTo(b, "isen-bar", _site.Clock.Now), (p, _) => p.Publish(_site.Clock.Now) })
        {
            await _site.WithDbAsync(async db =>
            {
                verb(await db.Posts.SingleAsync(Cancel), await db.Blogs.SingleAsync(b => b.Id == edited.Id, Cancel));
                return await db.SaveChangesAsync(Cancel);
            });
        }

        Assert.DoesNotContain("Oläst.", await _site.GetAsync("/granskad/2026/03/04/isen-bar/"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Posts.Select(p => p.CommentCount).SingleAsync(Cancel)));
        Assert.Contains("Oläst.", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_networks_moderator_sees_and_decides_nothing()
    {
        var (_, _, post) = await _site.PostedAsync(Regime.Edited);
        var mine = await _site.StoredAsync(await _site.Http.CommentedAsync(post, "Vår."));
        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        using var stranger = await _site.SignedInAtAsync("andra.example", "Sten Sture", NetworkRole.Publisher, other);
        Assert.DoesNotContain("Vår.", await stranger.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        using var answer = await stranger.PostFormAsync(Queue.Path, ("approve", QueuedComment.PickOf(mine.Id, mine.TextHash, mine.State)));
        Assert.Equal(CommentState.Waiting, await _site.WithDbAsync(db => db.Comments.Select(c => c.State).SingleAsync(Cancel)));
    }

    private static async Task ApproveAllAsync(HttpClient moderator)
    {
        var picks = Picks(await moderator.TextOfAsync(Queue.Path));
        await moderator.DoAsync(Queue.Path, [("list", "waiting"), ("do", "approve"), .. picks.Select(p => ("pick", p))]);
    }

    private static List<string> Picks(string page) => [.. Pick().Matches(page).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("name=\"pick\" value=\"([^\"]+)\"")]
    private static partial Regex Pick();
}
