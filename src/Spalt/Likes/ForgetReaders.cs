using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>Throws away the salts of days that are over, and likes that no list of the week needs. The posts' counts stay.</summary>
internal sealed class ForgetReaders(SpaltDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    public static string Kind => "forget-readers";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (today, oldest) = (LikeSalt.DayOf(now), now - Kept);
        await db.LikeSalts.Where(s => s.Day < today).ExecuteDeleteAsync(cancel);
        await db.Likes.Where(l => l.At < oldest).ExecuteDeleteAsync(cancel);
    }
}
