namespace Spalt.Tests;

/// <summary>A clock that a test sets. Waiting is real: only what time it is can be chosen.</summary>
public sealed class Clock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 4, 11, 30, 0, TimeSpan.Zero).Ticks;

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
