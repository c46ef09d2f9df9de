using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Jobs;

/// <summary>Claims due job rows and does them: at least once, with back-off, and a dead letter after <see cref="MostAttempts"/>.</summary>
internal sealed class JobRunner(
    IServiceScopeFactory scopes, JobKinds kinds, Schedule schedule, Database database, Commits commits, TimeProvider clock, ILogger<JobRunner> log)
    : BackgroundService
{
    public const int MostAttempts = 8;

    /// <summary>Jobs under way at a time.</summary>
    public const int MostAtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>What is due can wait until the first reader has been served, on a slow machine too.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly List<Task> _underWay = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        commits.JobsAdded += Wake;
        string? fault = null;
        var pause = Beginning;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(pause, stoppingToken);
                pause = Poll;
                await schedule.PlantAsync(stoppingToken);
                while (await RoundAsync(stoppingToken) > 0)
                {
                    // There may be more.
                }

                if (fault is not null)
                {
                    fault = null;
                    log.LogInformation("Jobs go on");
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The runner outlives whatever the database does; the rows are still there afterwards.
            catch (Exception error)
#pragma warning restore CA1031
            {
                var reason = error.GetBaseException().Message;
                if (fault != reason)
                {
                    log.LogError(database.IsAway(error) ? null : error, "Jobs wait: {Reason}", reason);
                }

                fault = reason;
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        commits.JobsAdded -= Wake;
        await Task.WhenAll(_underWay);
    }

    /// <summary>Claims what is due now, as far as there are hands, and begins it; returns how many jobs that were.</summary>
    private async Task<int> RoundAsync(CancellationToken cancel)
    {
        _underWay.RemoveAll(job => job.IsCompleted);
        if (_underWay.Count == MostAtOnce)
        {
            return 0;
        }

        List<Job> claimed;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
            var now = clock.GetUtcNow();
            if (!await db.Jobs.AnyAsync(j => j.DeadAt == null && j.DueAt <= now && (j.ClaimedUntil == null || j.ClaimedUntil < now), cancel))
            {
                return 0;
            }

            // Not to be broken off: what is claimed must come into somebody's hands.
            claimed = await db.Database.ClaimJobsAsync(db, now, Lease, MostAtOnce - _underWay.Count, CancellationToken.None);
        }

        // Reading a feed waits for somebody else's server: nothing waits with it, not even what falls due meanwhile.
        _underWay.AddRange(claimed.Select(job => HandAsync(job, cancel)));
        return claimed.Count;
    }

    private async Task HandAsync(Job job, CancellationToken cancel)
    {
        try
        {
            await DoAsync(job, cancel);
        }
#pragma warning disable CA1031 // Nobody awaits a hand; the row is still there when the database is back.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(database.IsAway(error) ? null : error, "Job {Kind} {Id} could not be settled: {Reason}", job.Kind, job.Id, error.GetBaseException().Message);
        }
        finally
        {
            Wake();
        }
    }

    private async Task DoAsync(Job job, CancellationToken cancel)
    {
        // What a job does before it first waits must not hold up the others.
        await Task.Yield();
        Exception? failed = null;
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            cancel.ThrowIfCancellationRequested();
            await kinds.Make(job.Kind, scope.ServiceProvider).DoAsync(job.Payload, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await ReleaseAsync(job);
            return;
        }
        catch (DbUpdateConcurrencyException error) when (job.Attempts < MostAttempts)
        {
            // Somebody else changed what it was about: it looks again, and mostly finds nothing left to do.
            failed = error;
            log.LogInformation("Job {Kind} {Id} was forestalled and looks again", job.Kind, job.Id);
        }
#pragma warning disable CA1031 // Whatever goes wrong in a job is written on its row and tried again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failed = error;
            log.LogWarning(error, "Job {Kind} {Id} failed, attempt {Attempt}", job.Kind, job.Id, job.Attempts);
        }

        await using var after = scopes.CreateAsyncScope();
        await SettleAsync(after.ServiceProvider.GetRequiredService<SpaltDb>(), job, failed);
    }

    /// <summary>The node stops: another one, or the next start, may do it at once, and this attempt did not count.</summary>
    private async Task ReleaseAsync(Job job)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Own(scope.ServiceProvider.GetRequiredService<SpaltDb>(), job).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null).SetProperty(j => j.Attempts, j => j.Attempts - 1), CancellationToken.None);
    }

    /// <summary>The row, as long as the lease is still ours: nobody claims it again before the lease is over, and then until later.</summary>
    private static IQueryable<Job> Own(SpaltDb db, Job job) =>
        db.Jobs.Where(j => j.Id == job.Id && j.DeadAt == null && j.ClaimedUntil == job.ClaimedUntil);

    /// <summary>Written down though the node may be stopping: what was done is not to be done again.</summary>
    private async Task SettleAsync(SpaltDb db, Job job, Exception? failed)
    {
        var row = Own(db, job);
        var cancel = CancellationToken.None;
        var now = clock.GetUtcNow();
        if (schedule.Every(job.Kind) is { } interval)
        {
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.DueAt, now + interval).SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null)
                    .SetProperty(j => j.Attempts, 0).SetProperty(j => j.LastError, failed == null ? null : failed.Message),
                cancel);
        }
        else if (failed is null)
        {
            await row.ExecuteDeleteAsync(cancel);
        }
        else
        {
            var wait = TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(3, job.Attempts - 1)));
            DateTimeOffset? dead = job.Attempts >= MostAttempts ? now : null;
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.DueAt, now + wait).SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null)
                    .SetProperty(j => j.LastError, failed.Message).SetProperty(j => j.DeadAt, dead),
                cancel);
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in the meantime.
            }
        }
    }
}
