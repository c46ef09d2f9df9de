using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>Throws away the salts of days that are over, puts random bytes in the place of those days' readers (a salt that somebody copied
/// finds nothing), and deletes likes that no list of the week needs. The posts' counts stay.</summary>
internal sealed class ForgetReaders(SpaltDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    public static string Kind => "forget-readers";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (today, oldest) = (LikeSalt.DayOf(now), now - Kept);
        var begun = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).UtcDateTime;
        var blur = $"UPDATE likes SET reader = {db.Database.RandomBytes}, place = NULL WHERE place IS NOT NULL AND at < {{0}}";
        await db.InTransactionAsync(
            async () =>
            {
                await db.LikeSalts.Where(s => s.Day < today).ExecuteDeleteAsync(cancel);
#pragma warning disable S2077 // The function's name is a constant of ours.
                await ((DbContext)db).Database.ExecuteSqlRawAsync(blur, [begun], cancel);
#pragma warning restore S2077
                await db.Likes.Where(l => l.At < oldest).ExecuteDeleteAsync(cancel);
            },
            cancel);

        // Each time: a run that was in somebody's way has forgotten, and left the traces.
        await db.Database.EraseTracesAsync(db, cancel);
    }
}
