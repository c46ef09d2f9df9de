namespace Spalt.Web.PageCache;

/// <summary>
/// What is known of the database being away. Where an older answer will do, only one reader every two seconds finds out whether it is
/// back (and may have to wait for a time-out); the others get the older answer at once.
/// </summary>
internal sealed class Outage(TimeProvider clock)
{
    private const long Never = long.MaxValue;
    private readonly long _respite = 2 * clock.TimestampFrequency;
    private long _askAgainAt = Never;

    /// <summary>Whether to ask the database though an older answer is at hand.</summary>
    public bool IsWorthAsking()
    {
        var again = Volatile.Read(ref _askAgainAt);
        if (again == Never)
        {
            return true;
        }

        var now = clock.GetTimestamp();
        return now >= again && Interlocked.CompareExchange(ref _askAgainAt, now + _respite, again) == again;
    }

    public void Begin() => Volatile.Write(ref _askAgainAt, clock.GetTimestamp() + _respite);

    public void End() => Volatile.Write(ref _askAgainAt, Never);
}
