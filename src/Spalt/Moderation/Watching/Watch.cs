namespace Spalt.Moderation.Watching;

/// <summary>When a moderator last looked at the queue, and at which list: others see it, and the watch over open blogs is kept by it (lag 1998:112, 4 §).</summary>
public sealed class Watch
{
    public long NetworkId { get; private set; }

    public long AccountId { get; private set; }

    /// <summary>One of <see cref="Queue.Lists"/>.</summary>
    public string List { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
