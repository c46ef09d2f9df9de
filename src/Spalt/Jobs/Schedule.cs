using Spalt.Store;

namespace Spalt.Jobs;

/// <summary>What the clock orders: each recurring job is one row that is armed anew when it is done, so nodes need no agreement.</summary>
internal sealed class Schedule(IEnumerable<Recurrence> recurrences, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly Dictionary<string, TimeSpan> _every = recurrences.ToDictionary(r => r.Kind, r => r.Every, StringComparer.Ordinal);
    private bool _planted;

    public TimeSpan? Every(string kind) => _every.TryGetValue(kind, out var every) ? every : null;

    /// <summary>Sees to it, once after the start, that every recurring job has its row.</summary>
    public async Task PlantAsync(CancellationToken cancel)
    {
        if (_planted)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        var now = clock.GetUtcNow();
        foreach (var kind in _every.Keys)
        {
            await db.PlantAsync(new Job(kind, "", now, key: kind), cancel);
        }

        _planted = true;
    }
}

/// <param name="Kind">The job's kind, and its row's key.</param>
/// <param name="Every">From the end of one run to the next.</param>
internal sealed record Recurrence(string Kind, TimeSpan Every);
