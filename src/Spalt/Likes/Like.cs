namespace Spalt.Likes;

/// <summary>
/// One reader's like of one post, or of one comment. The reader is a keyed hash whose salt is thrown away with the day, so nobody can find out
/// later who it was; the row itself is purged when the week is over, the count of what was liked stays.
/// </summary>
public sealed class Like
{
    private Like()
    {
    }

    public Like(Likeable what, byte[] reader, DateTimeOffset at, byte[]? place = null)
    {
        (PostId, CommentId, NetworkId) = (what.PostId, what.CommentId, what.NetworkId);
        Reader = reader;
        At = at;
        Place = place;
    }

    public long PostId { get; private set; }

    /// <summary>The comment of the post that is liked; 0 where it is the post itself.</summary>
    public long CommentId { get; private set; }

    public long NetworkId { get; private set; }

    /// <summary>16 bytes of HMAC-SHA-256 over address and agent, keyed by the day's salt.</summary>
    public byte[] Reader { get; private set; } = [];

    /// <summary>16 bytes of HMAC-SHA-256 over the address alone, by which a day's likes from one place are bounded; null when the day is over.</summary>
    public byte[]? Place { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>The day's salt (32 random bytes), deleted when the day is over.</summary>
public sealed class LikeSalt
{
    private LikeSalt()
    {
    }

    public LikeSalt(int day, byte[] salt)
    {
        Day = day;
        Salt = salt;
    }

    /// <summary>Days since 0001-01-01 (UTC).</summary>
    public int Day { get; private set; }

    public byte[] Salt { get; private set; } = [];

    public static int DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
}
