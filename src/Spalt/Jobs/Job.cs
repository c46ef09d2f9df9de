namespace Spalt.Jobs;

/// <summary>A row of work that follows from news or from the clock.</summary>
public sealed class Job
{
    private Job()
    {
    }

    public Job(string kind, string payload, DateTimeOffset dueAt, string? key = null)
    {
        Kind = kind;
        Payload = payload;
        DueAt = dueAt;
        Key = key;
    }

    public long Id { get; private set; }

    /// <summary>Name of the order, as <see cref="IJob.Kind"/> states it.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What it is about, as JSON.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>At most one job with the same key waits at a time; null for no such bound.</summary>
    public string? Key { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Somebody works on it until then; afterwards anybody may take it over.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>When it was given up: a dead letter, shown by <c>spalt doctor</c>.</summary>
    public DateTimeOffset? DeadAt { get; private set; }
}
