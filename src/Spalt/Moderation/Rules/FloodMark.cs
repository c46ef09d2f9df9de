namespace Spalt.Moderation.Rules;

/// <summary>
/// Somebody of a household has commented, without saying which comment. The household is a keyed hash whose salt is thrown away with the day, so nobody
/// can find out later whose it was; the mark goes with it. Or the work for a form's seal has counted for a comment: then the seal is what it marks.
/// </summary>
public sealed class FloodMark
{
    private FloodMark()
    {
    }

    public FloodMark(long networkId, byte[] place, DateTimeOffset at) => (NetworkId, Place, At) = (networkId, place, at);

    public long Id { get; private set; }

    public long NetworkId { get; private set; }

    /// <summary>16 bytes of HMAC-SHA-256 over the address, keyed by the day's salt; of a seal, <see cref="SealedWork.MarkOf"/>.</summary>
    public byte[] Place { get; private set; } = [];

    public DateTimeOffset At { get; private set; }
}

/// <summary>The day's salt (32 random bytes), deleted when the day is over.</summary>
public sealed class FloodSalt
{
    private FloodSalt()
    {
    }

    public FloodSalt(int day, byte[] salt) => (Day, Salt) = (day, salt);

    /// <summary>Days since 0001-01-01 (UTC).</summary>
    public int Day { get; private set; }

    public byte[] Salt { get; private set; } = [];

    public static int DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
}
