using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Replies;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;

namespace Spalt.Tests.MyData;

/// <summary>What somebody commented, reported and asked is theirs to take out, and is forgotten as theirs when they leave.</summary>
public sealed class LeavingWhatOneAnswered : IAsyncLifetime
{
    private const string Email = "vera-lund@exempel.se";

    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;
    private HttpClient _vera = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, var blog, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        _vera = await _site.SignedInAsync("Vera Lund", Blogs.BlogRole.Author, blog);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        _vera.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task All_of_it_is_in_the_zip_and_nothing_of_others()
    {
        await AnswerAsync();
        using var answer = await _vera.PostFormAsync("/-/account/data");
        var files = await TakingOutWhatIsMine.FilesAsync(answer);
        Assert.Contains("Signerat av mig.", files["comments.json"], StringComparison.Ordinal);
        Assert.Contains("Utan konto.", files["comments.json"], StringComparison.Ordinal);
        Assert.Contains("\"answers\"", files["followed-threads.json"], StringComparison.Ordinal);
        Assert.Contains("Det stämmer inte.", files["notices.json"], StringComparison.Ordinal);
        Assert.Contains("Mitt genmäle", files["reply-requests.json"], StringComparison.Ordinal);
        Assert.Contains("Grova ord.", files["decisions.json"], StringComparison.Ordinal);
        Assert.Contains("Vera Lund", files["ledger.json"], StringComparison.Ordinal);
        Assert.Contains(Email, files["ledger.json"], StringComparison.Ordinal);
        Assert.DoesNotContain("Annan", string.Concat(files.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("Mona", string.Concat(files.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_nobody_has_proven_takes_out_and_forgets_nothing_of_whoever_else_has_it()
    {
        await AnswerAsync();
        await _site.WithDbAsync(db => db.Logins.Where(l => l.Email == Email).ExecuteUpdateAsync(set => set.SetProperty(l => l.EmailConfirmed, false), Cancel));
        using (var answer = await _vera.PostFormAsync("/-/account/data"))
        {
            var files = await TakingOutWhatIsMine.FilesAsync(answer);
            Assert.Contains("Signerat av mig.", files["comments.json"], StringComparison.Ordinal);
            Assert.DoesNotContain("Utan konto.", files["comments.json"], StringComparison.Ordinal);
            Assert.DoesNotContain("Det stämmer inte.", files["notices.json"], StringComparison.Ordinal);
        }

        await CloseAsync("Named");
        await _site.WithDbAsync(async db =>
        {
            Assert.Equal(Email, (await db.Notices.SingleAsync(n => n.Name == "Vera Lund", Cancel)).Email);
            Assert.True(await db.Comments.AnyAsync(c => c.Email == Email, Cancel));
            Assert.True(await db.LedgerParts.AnyAsync(p => p.Email == Email, Cancel));
        });
    }

    [Theory]
    [InlineData("Named", true)]
    [InlineData("Nameless", false)]
    [InlineData("Withdrawn", false)]
    public async Task Who_leaves_is_forgotten_by_comments_notices_threads_and_the_ledger_which_still_holds(string choice, bool isNamed)
    {
        await AnswerAsync();
        var lines = await _site.WithDbAsync(db => db.LedgerLines.CountAsync(Cancel));
        await CloseAsync(choice);
        await _site.WithDbAsync(async db =>
        {
            Assert.False(await db.Comments.AnyAsync(c => c.Email == Email, Cancel));
            Assert.Equal(isNamed ? 2 : 0, await db.Comments.CountAsync(c => c.AuthorName == "Vera Lund", Cancel));
            Assert.Empty(await db.ThreadFollowers.ToListAsync(Cancel));
            Assert.Equal(["annan@exempel.se"], await db.Notices.Where(n => n.Email != null).Select(n => n.Email!).ToListAsync(Cancel));
            Assert.DoesNotContain(await db.LedgerParts.Select(p => p.Text).ToListAsync(Cancel), text => text.Contains(Email, StringComparison.Ordinal) || text.Contains("Grova ord", StringComparison.Ordinal));
            Assert.Contains(await db.LedgerParts.Select(p => p.Text).ToListAsync(Cancel), text => text.Contains("annan@exempel.se", StringComparison.Ordinal));
            Assert.True(await db.LedgerLines.CountAsync(Cancel) >= lines);
            Assert.Null(await LedgerBook.FaultAsync(db, _network.Id, null, Cancel));
        });
    }

    [Fact]
    public async Task Who_decided_for_the_newspaper_and_leaves_still_answers_for_it()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await AnswerAsync();
        using var closed = await _mona.PostFormAsync("/-/account/close", ("posts", "Nameless"), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await ForgottenAsync();
        Assert.Contains(await _site.WithDbAsync(db => db.LedgerParts.Where(p => p.Part == LedgerPart.Decider).Select(p => p.Text).ToListAsync(Cancel)), text => text.Contains("Mona Ek", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_reported_and_where_to_reach_who_asked_to_reply_is_forgotten_a_year_after_it_was_decided_unless_somebody_still_waits()
    {
        await AnswerAsync();
        await _site.WithDbAsync(async db =>
        {
            var decision = await db.Decisions.SingleAsync(Cancel);
            foreach (var notice in await db.Notices.ToListAsync(Cancel))
            {
                notice.Decide(decision);
            }

            (await db.ReplyRequests.SingleAsync(Cancel)).Refuse(decision);
            await db.SaveChangesAsync(Cancel);
        });
        await ForgetAsync(TimeSpan.FromDays(364));
        Assert.Equal((2, 1), await KnownAsync());
        await _site.WithDbAsync(async db =>
        {
            db.Add(Appeal.File(await db.Decisions.SingleAsync(Cancel), null, "Fortfarande inte.", (null, Email), _site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await ForgetAsync(TimeSpan.FromDays(2));
        Assert.Equal((2, 1), await KnownAsync());
        await _site.WithDbAsync(db => db.Appeals.ExecuteDeleteAsync(Cancel));
        await ForgetAsync(TimeSpan.Zero);
        Assert.Equal((0, 0), await KnownAsync());
    }

    private async Task ForgetAsync(TimeSpan later)
    {
        _site.Clock.Now += later;
        await _site.WithDbAsync(db => new ForgetCases(db, _site.Clock).DoAsync("", Cancel));
    }

    private Task<(int, int)> KnownAsync() => _site.WithDbAsync(async db =>
        (await db.Notices.CountAsync(n => n.Email != null && n.Name != null, Cancel), await db.ReplyRequests.CountAsync(r => r.Email != "", Cancel)));

    /// <summary>Vera comments with her account and without it, follows, reports and asks to reply; so does somebody else; and one of her comments is refused.</summary>
    private async Task AnswerAsync()
    {
        using (var sent = await _vera.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Signerat av mig."), ("follow", "1")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }

        var refused = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Utan konto.", "Vera Lund", Email));
        await _site.Http.CommentedAsync(_post, "Annans ord.", "Annan Person", "annan@exempel.se");
        await _site.WithDbAsync(async db =>
        {
            var comment = await db.Comments.SingleAsync(c => c.Id == refused.Id, Cancel);
            var account = await db.Accounts.SingleAsync(a => a.Name == "Mona Ek", Cancel);
            db.Add(Decision.Refuse(comment, await db.PlaceOfAsync(_post.Id, Cancel), new Reason(DecisionGround.PersonalAttack, "Grova ord."), new Moderator(account.Id, account.Name), _site.Clock.Now));
            foreach (var (name, email) in new[] { ("Vera Lund", Email), ("Annan Person", "annan@exempel.se") })
            {
                db.Add(Notice.File(new Reported(_network.Id, _post.Id, null, new byte[32]), DecisionGround.Defamation, $"{(name[0] == 'V' ? "Det stämmer inte." : "Annan mening.")}", (name, email), _site.Clock.Now));
            }

            db.Add(ReplyRequest.File(await db.Posts.SingleAsync(p => p.Id == _post.Id, Cancel), new Replier("Vera Lund", Email, "Handlar om mig.", "Mitt genmäle", "Så var det inte.", "<p>Så var det inte.</p>"), _site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
    }

    private async Task CloseAsync(string choice)
    {
        using var closed = await _vera.PostFormAsync("/-/account/close", ("posts", choice), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await ForgottenAsync();
    }

    private Task ForgottenAsync() => Eventually.TrueAsync(() => _site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == "forget-the-comments", Cancel)));
}
