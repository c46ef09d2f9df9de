using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>Hears what other nodes and programs announce. When it could not listen, everything is thawed: something may have been said.</summary>
internal sealed class ThawListener(Database database, Commits commits, TimeProvider clock, ILogger<ThawListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(commits.Heard, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (database.IsAway(error))
            {
                log.LogWarning("Cannot hear what other programs change: {Reason}", error.Message);
                commits.Heard(Database.Everything);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
