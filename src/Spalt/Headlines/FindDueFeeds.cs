using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Headlines;

/// <summary>Orders the reading of every feed that is due.</summary>
internal sealed class FindDueFeeds(SpaltDb db, TimeProvider clock) : IJob
{
    /// <summary>Readings under way at a time: feeds that hang must leave the runner's other hands free.</summary>
    private const int MostAtOnce = JobRunner.MostAtOnce / 2;

    public static string Kind => "find-due-feeds";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();

        // Those under way are still due, and so count among the oldest.
        foreach (var feed in await db.HeadlineFeeds.Due(now).Select(f => f.Id).Take(MostAtOnce).ToListAsync(cancel))
        {
            await db.PlantAsync(ReadHeadlines.Of(feed, now), cancel);
        }
    }
}
