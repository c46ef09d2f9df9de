using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Headlines;

/// <summary>A feed that a network reads for its column of fresh headlines.</summary>
[Audited(nameof(Url), nameof(Name))]
public sealed class HeadlineFeed : Entity
{
    private const int LongestUrl = 2000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private HeadlineFeed()
    {
    }

    public long NetworkId { get; private set; }

    public string Url { get; private set; } = "";

    /// <summary>What the feed calls itself; null until it was read once.</summary>
    public string? Title { get; private set; }

    /// <summary>What the network calls it; what it calls itself where null.</summary>
    public string? Name { get; private set; }

    public string? EntityTag { get; private set; }

    public string? LastModified { get; private set; }

    /// <summary>When it was last read with success.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Failed readings in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last reading failed, a word of <see cref="Outbound"/>'s vocabulary; null when it did not.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>How often it wants to be read, as it said at the last reading; null before the first, and forgotten by a failure.</summary>
    public TimeSpan? Cadence => Failures == 0 && ReadAt is { } at ? DueAt - at : null;

    /// <summary>What to ask again with. Nothing after a failure: the whole answer then says the cadence again.</summary>
    internal Validators Known => Failures == 0 ? new Validators(EntityTag, LastModified) : Validators.None;

    public static HeadlineFeed Follow(long networkId, string url, DateTimeOffset now) =>
        new() { NetworkId = networkId, Url = url, DueAt = now };

    /// <param name="name">Null for what it calls itself.</param>
    public void Rename(string? name)
    {
        Name = name;
        Tell(new HeadlineFeedRenamed(NetworkId));
    }

    /// <summary>It answered with a feed.</summary>
    /// <param name="changed">whether any headline came, went or reads otherwise than before</param>
    public void WasRead(string? title, Validators validators, TimeSpan cadence, bool changed, DateTimeOffset now)
    {
        if (changed || (title is not null && title != Title))
        {
            Tell(new HeadlinesRead(this));
        }

        Title = title ?? Title;
        EntityTag = validators.ETag;
        LastModified = validators.LastModified;
        Answered(cadence, now);
    }

    /// <summary>It answered that there is nothing new (304).</summary>
    /// <param name="maxAge">what Cache-Control now says; of it and what the feed said before, the longer counts</param>
    public void WasUnchanged(Validators validators, TimeSpan? maxAge, DateTimeOffset now)
    {
        // RFC 9110 §15.4.5 wants them repeated, not every server does.
        EntityTag = validators.ETag ?? EntityTag;
        LastModified = validators.LastModified ?? LastModified;
        Answered(Headlines.Cadence.Of(Cadence, maxAge), now);
    }

    /// <summary>
    /// Its server said that it lives elsewhere from now on (RFC 9110 §15.4.2, §15.4.9): the next reading asks there. Without TLS anybody
    /// on the way can say so: then only the same host with TLS is believed.
    /// </summary>
    /// <returns>whether it is asked there</returns>
    public bool MovedTo(Uri address)
    {
        var from = new Uri(Url);
        var isBelieved = from.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttps && address.IdnHost == from.IdnHost);
        if (!isBelieved || address.AbsoluteUri == Url || address.AbsoluteUri.Length > LongestUrl)
        {
            return false;
        }

        Url = address.AbsoluteUri;
        return true;
    }

    /// <summary>
    /// It gave nothing we can use: the last good items stay. The first wait is its usual one, and each failure in a row at least doubles
    /// it, up to a day.
    /// </summary>
    /// <param name="retryAfter">how long the server asked to be left alone; a day of it is granted at most</param>
    public void Failed(string why, TimeSpan? retryAfter, DateTimeOffset now)
    {
        // Each failure since the last good reading doubled the time from there to the next one: so its cadence is known after all.
        var doublings = Math.Pow(2, Math.Min(Failures, 10));
        var wait = Headlines.Cadence.Of(ReadAt is { } at ? (DueAt - at) / doublings : null) * doublings;
        Failures++;
        LastFailure = why;
        wait = retryAfter > wait ? retryAfter.Value : wait;
        DueAt = now + (wait < LongestWait ? wait : LongestWait);
    }

    private void Answered(TimeSpan cadence, DateTimeOffset now)
    {
        ReadAt = now;
        DueAt = now + cadence;
        Failures = 0;
        LastFailure = null;
    }
}

public sealed record HeadlinesRead(HeadlineFeed Feed) : News;

/// <summary>It is called otherwise, or is gone.</summary>
public sealed record HeadlineFeedRenamed(long NetworkId) : News;
