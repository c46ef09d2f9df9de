using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>Deletes announcements that everybody has long heard.</summary>
internal sealed class ForgetThaws(SpaltDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public static string Kind => "forget-thaws";

    public Task DoAsync(string payload, CancellationToken cancel) => db.Database.ForgetAsync(db, clock.GetUtcNow() - Kept, cancel);
}
