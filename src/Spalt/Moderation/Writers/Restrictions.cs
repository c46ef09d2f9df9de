using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Moderation.Writers;

/// <param name="CommentId">The comment whose writer it is about.</param>
internal sealed record RestrictionInForce(Restriction Restriction, Decision Decision, long CommentId, string Author);

internal static class Restrictions
{
    private static readonly Func<SpaltDb, long, byte[][], IAsyncEnumerable<Restriction>> NotLifted = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, byte[][] hashes) => db.Restrictions.Where(r => r.NetworkId == networkId && r.LiftedAt == null && hashes.Contains(r.Who)));

    extension(SpaltDb db)
    {
        /// <summary>What some people may not do now; tracked.</summary>
        /// <param name="hashes">By which a restriction would know them (<see cref="WhoIs.Hashes"/>).</param>
        public async Task<List<Restriction>> RestrictionsOnAsync(long networkId, List<byte[]> hashes, DateTimeOffset now, CancellationToken cancel)
        {
            var found = await NotLifted(db, networkId, [.. hashes]).ToListAsync(cancel);
            return [.. found.Where(r => r.IsInForce(now))];
        }

        /// <summary>What a network's restrictions keep from commenting now, newest first.</summary>
        /// <param name="before">Older than the restriction of this id; null for the newest.</param>
        public Task<List<RestrictionInForce>> InForceAsync(long networkId, long? before, DateTimeOffset now, int most, CancellationToken cancel) => (
            from restriction in db.Restrictions.AsNoTracking()
            where restriction.NetworkId == networkId && restriction.LiftedAt == null && (before == null || restriction.Id < before)
                && (restriction.Until == null || restriction.Until > now) && (restriction.Remaining == null || restriction.Remaining > 0)
            join decision in db.Decisions.AsNoTracking() on restriction.DecisionId equals decision.Id
            join comment in db.Comments on decision.CommentId equals comment.Id
            orderby restriction.Id descending
            select new RestrictionInForce(restriction, decision, comment.Id, comment.AuthorName)).Take(most).ToListAsync(cancel);
    }

    /// <summary>For who may not comment.</summary>
    public static string Words(Restriction barred, NetworkFace network) => barred switch
    {
        { Scope: RestrictionScope.Range } => Texts.Say("Restricted.Range", network.Name),
        { Scope: not RestrictionScope.Person } => Texts.Say("Restricted.Others", network.Name),
        { Kind: RestrictionKind.Suspend, Until: { } until } => Texts.Say("Restricted.Suspend", network.Name, Reading.Dates.DayAndTime(network, until)),
        _ => Texts.Say("Restricted.Ban", network.Name),
    };

    /// <summary>What is decided about whoever wrote a comment, in one transaction with what follows from it.</summary>
    /// <param name="on">Null for a warning, which restricts nothing.</param>
    public static Task RestrictAsync(
        this SpaltDb db, Comment comment, DecisionVerb verb, Reason reason, (RestrictionScope Scope, byte[] Who)? on, (DateTimeOffset? Until, int? Remaining) bounds,
        Moderator by, DateTimeOffset now, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var decision = Decision.Restrict(verb, comment, await db.PlaceOfAsync(comment.PostId, cancel), reason, by, now);
            db.Add(decision);
            await db.SaveChangesAsync(cancel);
            if (on is { } whom)
            {
                db.Add(Restriction.Impose(decision, Enum.Parse<RestrictionKind>(verb.ToString()), whom, bounds.Until, bounds.Remaining));
                await db.SaveChangesAsync(cancel);
            }
        },
        cancel);

    /// <summary>The restriction holds no longer, and who lifted it is written down.</summary>
    public static async Task LiftAsync(this SpaltDb db, Restriction restriction, Comment comment, Moderator by, DateTimeOffset now, CancellationToken cancel)
    {
        restriction.Lift(now);
        db.Add(Decision.Lift(comment, await db.PlaceOfAsync(comment.PostId, cancel), by, now, null));
        await db.SaveChangesAsync(cancel);
    }
}
