using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>Hears what other nodes and programs announce. When it could not listen, everything is thawed: something may have been said.</summary>
internal sealed class ThawListener(Database database, Commits commits, TimeProvider clock, ILogger<ThawListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Why nothing is heard; null while it is. Said once, not every second.</summary>
    private string? _deaf;

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
                if (_deaf != error.Message)
                {
                    log.LogWarning("Cannot hear what other programs change: {Reason}", error.Message);
                }

                _deaf = error.Message;
                commits.Heard(Database.Everything);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Whoever listens again hears something at once: that all must thaw.</summary>
    private void Hear(IReadOnlyCollection<string> tags)
    {
        if (_deaf is not null)
        {
            _deaf = null;
            log.LogInformation("Hears again what other programs change");
        }

        commits.Heard(tags);
    }
}
