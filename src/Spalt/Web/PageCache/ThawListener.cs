using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>Hears what other nodes and programs announce. When it could not listen, everything is thawed: something may have been said.</summary>
internal sealed class ThawListener(Database database, Commits commits, TimeProvider clock, ILogger<ThawListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _deaf;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(Hear, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (database.IsAway(error))
            {
                if (!_deaf)
                {
                    log.LogWarning("Cannot hear what other programs change: {Reason}", error.Message);
                }

                _deaf = true;
                commits.Heard(Database.Everything);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Whoever listens again hears something at once: that all must thaw.</summary>
    private void Hear(IReadOnlyCollection<string> tags)
    {
        if (_deaf)
        {
            _deaf = false;
            log.LogInformation("Hears again what other programs change");
        }

        commits.Heard(tags);
    }
}
