using Microsoft.EntityFrameworkCore;

namespace Spalt.Tests.Jobs;

internal static class IdleJobs
{
    /// <summary>
    /// Waits until nothing is due or under way. Only then may a test move the clock: a recurring job that is just being done would
    /// be armed for a time after the new one, and not be done again.
    /// </summary>
    public static Task IdleAsync(this Site site) => Eventually.TrueAsync(() => site.WithDbAsync(async db =>
        await db.Jobs.AnyAsync(TestContext.Current.CancellationToken) // those that return are planted a little after the start
        && !await db.Jobs.AnyAsync(j => j.DeadAt == null && (j.ClaimedUntil != null || j.DueAt <= site.Clock.Now), TestContext.Current.CancellationToken)));

    /// <summary>
    /// Moves the clock when nothing is under way: what is sent is not yet settled, and a jump beyond its lease would have it done twice.
    /// </summary>
    public static async Task PassAsync(this Site site, TimeSpan time)
    {
        await site.IdleAsync();
        site.Clock.Now += time;
    }
}
