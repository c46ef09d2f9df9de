using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>Deletes addresses whose letter nobody answered.</summary>
internal sealed class ForgetFollowers(SpaltDb db, TimeProvider clock) : IJob
{
    public static string Kind => "forget-followers";

    public Task DoAsync(string payload, CancellationToken cancel)
    {
        var oldest = clock.GetUtcNow() - ThreadFollower.Lasts;
        return db.ThreadFollowers.Where(f => f.ConfirmedAt == null && f.AskedAt < oldest).ExecuteDeleteAsync(cancel);
    }
}
