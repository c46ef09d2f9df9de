using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>Keeps what the rules said of a comment, in the transaction that stores it, when its number is known.</summary>
internal static class RulingLedger
{
    public static async Task KeepAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        foreach (var ruled in news.OfType<CommentRuled>())
        {
            await KeepAsync(db, ruled, cancel);
        }
    }

    private static async Task KeepAsync(SpaltDb db, CommentRuled ruled, CancellationToken cancel)
    {
        var (id, ruling) = (ruled.Comment.Id, ruled.Ruling);
        if (ruled.IsNew)
        {
            db.Add(new CommentPrint(id, ruled.NetworkId, ruling, ruled.Comment.WrittenAt));
        }
        else
        {
            // What held it before holds it still, until somebody has looked: nobody tries out what passes.
            var held = ruling.Holds.Select(h => h.Rule).ToList();
            var stays = ruled.Comment.State is CommentState.Waiting && ruled.Before is CommentState.Waiting;
            await db.CommentHolds.Where(h => h.CommentId == id && (!stays || held.Contains(h.Rule))).ExecuteDeleteAsync(cancel);
            (await db.CommentPrints.SingleOrDefaultAsync(p => p.CommentId == id, cancel))?.Take(ruling);
        }

        db.AddRange(ruling.Holds.Select(h => new CommentHold(id, h)));
        if (ruling.Place is { } place)
        {
            db.Add(new FloodMark(ruled.NetworkId, place, ruled.Comment.WrittenAt));
        }
    }
}
