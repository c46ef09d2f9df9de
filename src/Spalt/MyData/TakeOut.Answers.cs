using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.MyData;

/// <content>What they answered, reported and asked, what was decided about it, and what the ledger keeps of them.</content>
internal sealed partial class TakeOut
{
    private const int LinesAtOnce = AtOnce * 10;

    /// <param name="email">Proven to be theirs, lower case; null where nothing is proven.</param>
    private async Task WriteAnswersAsync(ZipArchive zip, long accountId, string? email, CancellationToken cancel)
    {
        await WriteJsonAsync(zip, "comments.json", CommentsAsync(accountId, email, cancel), cancel);
        await WriteJsonAsync(zip, "followed-threads.json", FollowedAsync(accountId, email, cancel), cancel);
        await WriteJsonAsync(zip, "notices.json", NoticesAsync(email, cancel), cancel);
        await WriteJsonAsync(zip, "reply-requests.json", ReplyRequestsAsync(email, cancel), cancel);
        await WriteJsonAsync(zip, "decisions.json", DecisionsAsync(accountId, email, cancel), cancel);
        await WriteJsonAsync(zip, "ledger.json", LedgerAsync(accountId, email, cancel), cancel);
    }

    /// <summary>Those written signed in, and those under an address that is proven to be theirs.</summary>
    private IAsyncEnumerable<CommentFacts> CommentsAsync(long accountId, string? email, CancellationToken cancel) => InOrderAsync(
        last => from comment in db.Comments.WrittenBy([accountId], [email])
                where comment.Id > last
                join post in db.Posts on comment.PostId equals post.Id
                orderby comment.Id
                select new Numbered<CommentFacts>(
                    comment.Id, new(post.Title, comment.WrittenAt, comment.AuthorName, comment.Email, comment.Markdown, comment.BodyHtml, comment.State)),
        cancel);

    private IAsyncEnumerable<FollowedFacts> FollowedAsync(long accountId, string? email, CancellationToken cancel) => InOrderAsync(
        last => from follower in db.ThreadFollowers
                where follower.Id > last && (follower.AccountId == accountId || (email != null && follower.Email == email))
                join post in db.Posts on follower.PostId equals post.Id
                orderby follower.Id
                select new Numbered<FollowedFacts>(follower.Id, new(post.Title, follower.Followed, follower.Email, follower.AskedAt, follower.ConfirmedAt)),
        cancel);

    private IAsyncEnumerable<NoticeFacts> NoticesAsync(string? email, CancellationToken cancel) => InOrderAsync(
        last => from notice in db.Notices
                where notice.Id > last && email != null && notice.Email == email
                join post in db.Posts on notice.PostId equals post.Id
                orderby notice.Id
                select new Numbered<NoticeFacts>(
                    notice.Id, new(post.Title, notice.CommentId != null, notice.Ground, notice.Explanation, notice.Name, notice.Email, notice.FiledAt, notice.DecidedAt, notice.IsUpheld)),
        cancel);

    private IAsyncEnumerable<ReplyRequestFacts> ReplyRequestsAsync(string? email, CancellationToken cancel) => InOrderAsync(
        last => from asked in db.ReplyRequests
                where asked.Id > last && email != null && asked.Email == email
                join post in db.Posts on asked.PostId equals post.Id
                orderby asked.Id
                select new Numbered<ReplyRequestFacts>(
                    asked.Id, new(post.Title, asked.Name, asked.Email, asked.Concerns, asked.Headline, asked.Markdown, asked.FiledAt, asked.DecidedAt, asked.ReplyId != null)),
        cancel);

    /// <summary>About their comments and posts, and what they objected. Who in the newsroom decided is not theirs.</summary>
    private IAsyncEnumerable<DecidedFacts> DecisionsAsync(long accountId, string? email, CancellationToken cancel)
    {
        var comments = db.Comments.WrittenBy([accountId], [email]);
        return InOrderAsync(
            last => from decision in db.Decisions
                    where decision.Id > last && decision.Verb != DecisionVerb.GrantReply && decision.Verb != DecisionVerb.RefuseReply
                        && (comments.Any(c => c.Id == decision.CommentId) || (decision.CommentId == null && db.Posts.Any(p => p.Id == decision.PostId && p.AuthorId == accountId)))
                    join post in db.Posts on decision.PostId equals post.Id
                    orderby decision.Id
                    select new Numbered<DecidedFacts>(
                        decision.Id,
                        new(
                            post.Title, decision.CommentId != null, decision.Verb, decision.Ground, decision.Facts, decision.At,
                            db.Appeals.Where(a => a.DecisionId == decision.Id && a.NoticeId == null).Select(a => a.Text).FirstOrDefault(),
                            db.Appeals.Where(a => a.DecisionId == decision.Id && a.NoticeId == null).Select(a => a.Answer).FirstOrDefault())),
            cancel);
    }

    private async IAsyncEnumerable<LedgerFacts> LedgerAsync(long accountId, string? email, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var network in await db.Networks.OrderBy(n => n.Id).Select(n => new { n.Id, n.Host }).ToListAsync(cancel))
        {
            var theirs = db.LedgerParts.AsNoTracking().Where(p => p.NetworkId == network.Id && (p.AccountId == accountId || (email != null && p.Email == email)));
            foreach (var some in (await theirs.Select(p => p.Number).Distinct().OrderBy(n => n).ToListAsync(cancel)).Chunk(LinesAtOnce))
            {
                foreach (var part in await theirs.Where(p => some.Contains(p.Number)).OrderBy(p => p.Number).ThenBy(p => p.Part).ToListAsync(cancel))
                {
                    yield return new LedgerFacts(network.Host, part.Number, part.Part, part.Text);
                }
            }
        }
    }

    /// <summary>Some at a time, so that no connection waits for whoever reads slowly.</summary>
    /// <param name="after">Those with a greater number than this, by number.</param>
    private static async IAsyncEnumerable<T> InOrderAsync<T>(Func<long, IQueryable<Numbered<T>>> after, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = 0L; ;)
        {
            var some = await after(last).Take(LinesAtOnce).ToListAsync(cancel);
            foreach (var one in some)
            {
                last = one.Number;
                yield return one.Facts;
            }

            if (some.Count < LinesAtOnce)
            {
                yield break;
            }
        }
    }

    private sealed record Numbered<T>(long Number, T Facts);
}
