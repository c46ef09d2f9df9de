using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>Forgets who reported something, and where to reach who asked to reply, when that has long been decided and nobody waits for an answer.</summary>
internal sealed class ForgetCases(SpaltDb db, TimeProvider clock) : IJob
{
    /// <summary>After the decision. Half of it is the time in which one may object (<see cref="Decision.MonthsToAppeal"/>).</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static string Kind => "forget-cases";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var oldest = clock.GetUtcNow() - Kept;
        var open = db.Appeals.Where(a => a.DecidedAt == null);
        await db.Notices.Where(n => n.DecidedAt < oldest && (n.Email != null || n.Name != null) && !open.Any(a => a.DecisionId == n.DecisionId))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Name, (string?)null).SetProperty(n => n.Email, (string?)null), cancel);
        await db.ReplyRequests.Where(r => r.DecidedAt < oldest && r.Email != "" && !open.Any(a => a.DecisionId == r.DecisionId))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Email, ""), cancel);
    }
}
