using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation.Replies;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>Decides a case and all that hangs on it, in one transaction.</summary>
internal sealed class Deciding(SpaltDb db, DecidingReplies replies, TimeProvider clock)
{
    /// <summary>Every open notice about it is answered by the one decision (<see cref="OpenNotices"/>).</summary>
    /// <param name="notices">Those that whoever decides has seen.</param>
    /// <param name="reason">Why it is taken away; null where it stays.</param>
    /// <param name="facts">Why it stays.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody has decided meanwhile.</exception>
    public Task DecideAsync(Subject about, IReadOnlyList<Notice> notices, Reason? reason, string facts, Moderator by, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var (now, place) = (clock.GetUtcNow(), await db.PlaceOfAsync(about.Post.Id, cancel));
            var decision = (about.Comment, reason) switch
            {
                ({ } comment, { } why) => Decision.Refuse(comment, place, why, by, now),
                ({ } comment, null) => Decision.Dismiss(comment, place, facts, by, now),
                (null, { } why) => Decision.Refuse(about.Post, why, by, now),
                _ => Decision.Dismiss(about.Post, facts, by, now),
            };
            db.Add(decision.UponNotice());
            await db.SaveChangesAsync(cancel);
            if (notices.Any(n => n.DecisionId != decision.Id))
            {
                throw new DbUpdateConcurrencyException("Somebody else has answered one of the notices.");
            }
        },
        cancel);

    /// <summary>Lets the first decision stand, or undoes it: what was taken away is back everywhere, what stayed is taken away.</summary>
    /// <param name="reason">Why it is taken away, where the first decision let it stay and is undone.</param>
    public Task DecideAsync(Appeal appeal, Decision first, Subject about, (bool Upheld, Reason? Reason, string Answer) verdict, Moderator by, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var asked = await db.ReplyRequests.SingleOrDefaultAsync(r => r.DecisionId == first.Id, cancel);
            var reversal = !verdict.Upheld ? null
                : asked is not null ? await replies.PublishAsync(asked, about.Post, by, first.Id, cancel)
                : await ReverseAsync(first, about, verdict.Reason, by, now, cancel);
            if (reversal is { Id: 0 })
            {
                db.Add(reversal);
                await db.SaveChangesAsync(cancel);
            }

            appeal.Decide(first, reversal, verdict.Answer, by, await WhoAsync(appeal, about, asked, cancel), now);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    private async Task<Decision> ReverseAsync(Decision first, Subject about, Reason? reason, Moderator by, DateTimeOffset now, CancellationToken cancel)
    {
        var place = await db.PlaceOfAsync(about.Post.Id, cancel);
        if (first.IsAboutWriter)
        {
            (await db.Restrictions.SingleOrDefaultAsync(r => r.DecisionId == first.Id, cancel))?.Lift(now);
            return Decision.Lift(about.Comment!, place, by, now, first.Id);
        }

        return (about.Comment, reason) switch
        {
            ({ } comment, null) => Decision.Approve(comment, place, by, now, first.Id),
            ({ } comment, { } why) => Decision.Refuse(comment, place, why, by, now, first.Id),
            (null, null) when first.Verb is DecisionVerb.CloseThread => Decision.ReopenThread(about.Post, by, now, first.Id),
            (null, null) => Decision.Restore(about.Post, by, now, first.Id),
            (null, { } why) => Decision.Refuse(about.Post, why, by, now, first.Id),
        };
    }

    /// <summary>Account and address of who appealed, as far as they are known.</summary>
    private async Task<(long? AccountId, string? Email)> WhoAsync(Appeal appeal, Subject about, ReplyRequest? asked, CancellationToken cancel) => (appeal.NoticeId, about.Comment) switch
    {
        ({ } notice, _) => (null, (await db.Notices.FindAsync([notice], cancel))!.Email),
        (_, { } comment) => (comment.AccountId, comment.Email),
        _ => asked is null ? (about.Post.AuthorId, null) : (null, asked.Email),
    };
}
