using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Comments;

/// <summary>The second press, second thoughts, and the last minute.</summary>
public sealed class SendingAgain : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _blog, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_was_taken_back_and_is_sent_again_is_taken()
    {
        using (await _site.Http.PostFormAsync(await _site.Http.CommentedAsync(_post, "Hej."), ("do", "withdraw")))
        {
            var again = await _site.Http.CommentedAsync(_post, "Hej.");
            Assert.Equal(CommentState.Approved, (await _site.StoredAsync(again)).State);
            Assert.Contains("?key=", again, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_asks_for_mail_with_the_second_press_is_asked_by_letter_too()
    {
        await _site.Http.CommentedAsync(_post, "Hej.");
        using var again = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Hej."), ("name", "Maj Berg"), ("email", "maj@exempel.se"), ("follow", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal((1, 1), await _site.WithDbAsync(async db => (await db.Comments.CountAsync(Cancel), await db.ThreadFollowers.CountAsync(Cancel))));
    }

    [Fact]
    public async Task What_was_changed_too_late_stands_there_to_be_copied()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Hej.");
        _site.Clock.Now += Comment.SecondThoughts;
        using var late = await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Hej & hå, *omskrivet*."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("Hej & hå, *omskrivet*.", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_of_an_old_page_was_not_first_seen_when_it_was_taken_away()
    {
        var id = await ImportedAsync();
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        await DecideAsync(mona, id, "shown", ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        Assert.Null(await ShownAtAsync(id));
        await DecideAsync(mona, id, "refused", ("do", "approve"));
        Assert.Equal((CommentState.Approved, null), await _site.WithDbAsync(async db =>
        {
            var comment = await db.Comments.SingleAsync(c => c.Id == id, Cancel);
            return (comment.State, comment.ShownAt);
        }));
        _site.Clock.Now += TimeSpan.FromMinutes(10);
        Assert.Contains("Från förr.", WebUtility.HtmlDecode(await _site.GetAsync("/bank-nio/2026/03/04/isen-bar/?vid=2026-03-04T12:31")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_twice_was_public_still()
    {
        var id = await ImportedAsync();
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        await DecideAsync(mona, id, "shown", ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        await DecideAsync(mona, id, "refused", ("do", "refuse"), ("ground", "Threat"), ("facts", "Ett hot."));
        Assert.Equal(CommentState.Removed, await _site.WithDbAsync(db => db.Comments.Where(c => c.Id == id).Select(c => c.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_waits_below_a_post_that_nobody_reads_is_not_counted()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        await _site.Http.CommentedAsync(_post, "Väntar.");
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        Assert.DoesNotContain("Inget väntar", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(Cancel)).Withdraw(_site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("Inget väntar", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_somebody_wrote_at_another_newspaper_the_queue_says_nothing()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        await _site.Http.CommentedAsync(_post, "Hos oss.");
        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        var theirs = await _site.BlogAsync(other, "annan", "Annan");
        await _site.DeclareAsync(theirs, Regime.Open);
        var post = await _site.PostAsync(theirs, "Annat");
        await _site.WithDbAsync(async db =>
        {
            db.Add(Comment.Write(
                new CommentPlace(post.Id, theirs.Id, other.Id, Regime.Open), null, new Commenter(null, "Maj Berg", "maj@exempel.se"), ("Hos dem.", "<p>Hos dem.</p>"), "nyckel", _site.Clock.Now, new([])));
            await db.SaveChangesAsync(Cancel);
        });
        using var mona = await _site.SignedInAtAsync(_network.Host, "Mona Ek", NetworkRole.Moderator, _network);
        Assert.Contains("Har inte skrivit här förut", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    private Task<long> ImportedAsync() => _site.WithDbAsync(async db =>
    {
        var comment = Comment.Imported(_post.Id, Regime.Open, "Gösta Gammal", "<p>Från förr.</p>", _site.Clock.Now.AddMonths(-1), PublishedPrecision.Exact, null);
        db.Add(comment);
        await db.SaveChangesAsync(Cancel);
        return comment.Id;
    });

    private Task<DateTimeOffset?> ShownAtAsync(long id) => _site.WithDbAsync(db => db.Comments.Where(c => c.Id == id).Select(c => c.ShownAt).SingleAsync(Cancel));

    private async Task DecideAsync(HttpClient mona, long id, string list, params (string Name, string Value)[] fields)
    {
        var pick = await _site.WithDbAsync(async db =>
        {
            var comment = await db.Comments.SingleAsync(c => c.Id == id, Cancel);
            return QueuedComment.PickOf(id, comment.TextHash, comment.State);
        });
        await mona.DoAsync(Queue.Path, [("list", list), ("pick", pick), .. fields]);
    }
}
