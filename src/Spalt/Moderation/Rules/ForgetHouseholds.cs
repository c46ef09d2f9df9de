using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>Throws away the salts of days that are over, the marks that were made with them, and after a month where comments came from.</summary>
internal sealed class ForgetHouseholds(SpaltDb db, TimeProvider clock) : IJob
{
    public static string Kind => "forget-households";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (today, begun) = (FloodSalt.DayOf(now), new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        if (await db.FloodSalts.AnyAsync(s => s.Day < today, cancel) || await db.FloodMarks.AnyAsync(m => m.At < begun, cancel))
        {
            await db.InTransactionAsync(
                async () =>
                {
                    await db.FloodSalts.Where(s => s.Day < today).ExecuteDeleteAsync(cancel);
                    await db.FloodMarks.Where(m => m.At < begun).ExecuteDeleteAsync(cancel);
                },
                cancel);
            await db.Database.EraseTracesAsync(db, cancel);
        }

        var kept = now - Comment.PlaceKept;
        await db.Comments.Where(c => c.PlaceHash != null && c.WrittenAt < kept).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.PlaceHash, (byte[]?)null).SetProperty(c => c.RangeHash, (byte[]?)null), cancel);
    }
}
