using System.Globalization;
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

        // A feed that is being read, or whose job failed and waits for another try, has its order already and takes nobody's place.
        var ordered = await db.Jobs.Where(j => j.DeadAt == null && j.Kind == ReadHeadlines.Kind).Select(j => new { j.Payload, j.DueAt }).ToListAsync(cancel);
        var known = ordered.ConvertAll(j => long.Parse(j.Payload, CultureInfo.InvariantCulture));
        var free = Math.Max(0, MostAtOnce - ordered.Count(j => j.DueAt <= now));
        foreach (var feed in await db.HeadlineFeeds.Due(now).Where(f => !known.Contains(f.Id)).Select(f => f.Id).Take(free).ToListAsync(cancel))
        {
            await db.PlantAsync(ReadHeadlines.Of(feed, now), cancel);
        }
    }
}
