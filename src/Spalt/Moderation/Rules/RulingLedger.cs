using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>Keeps what the rules said of a comment, in the transaction that stores it, when its number is known.</summary>
internal static class RulingLedger
{
    public static async Task KeepAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        List<CommentRuled> all = [.. news.OfType<CommentRuled>()];
        foreach (var ruled in all.Where(r => !r.IsNew))
        {
            await ForgetAsync(db, ruled, cancel);
        }

        await db.InsertManyAsync([.. all.Where(r => r.IsNew).Select(r => new CommentPrint(r.Comment.Id, r.NetworkId, r.Ruling, r.Comment.WrittenAt))], cancel);
        await db.InsertManyAsync([.. all.SelectMany(r => r.Ruling.Holds.Select(hold => new CommentHold(r.Comment.Id, hold)))], cancel);
        await db.InsertManyAsync(
            [.. all.SelectMany(r => new[] { r.Ruling.Place, r.Ruling.Spent }.OfType<byte[]>().Select(place => new FloodMark(r.NetworkId, place, r.Comment.WrittenAt)))], cancel);
    }

    /// <summary>What held a comment before it was changed holds it still, until somebody has looked: nobody tries out what passes.</summary>
    private static async Task ForgetAsync(SpaltDb db, CommentRuled ruled, CancellationToken cancel)
    {
        var (id, held) = (ruled.Comment.Id, ruled.Ruling.Holds.Select(h => h.Rule).ToList());
        var stays = ruled.Comment.State is CommentState.Waiting && ruled.Before is CommentState.Waiting;
        await db.CommentHolds.Where(h => h.CommentId == id && (!stays || held.Contains(h.Rule))).ExecuteDeleteAsync(cancel);
        (await db.CommentPrints.SingleOrDefaultAsync(p => p.CommentId == id, cancel))?.Take(ruled.Ruling);
    }
}
