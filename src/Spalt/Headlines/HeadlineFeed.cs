using Spalt.Store;

namespace Spalt.Headlines;

/// <summary>A feed that a network reads for its column of fresh headlines.</summary>
public sealed class HeadlineFeed : Entity
{
    private HeadlineFeed()
    {
    }

    public long NetworkId { get; private set; }

    public string Url { get; private set; } = "";

    /// <summary>What the feed calls itself; null until it was read once.</summary>
    public string? Title { get; private set; }

    public string? EntityTag { get; private set; }

    public string? LastModified { get; private set; }

    /// <summary>When it was last read with success.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Failed readings in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last reading failed, a word of <see cref="Outbound"/>'s vocabulary; null when it did not.</summary>
    public string? LastFailure { get; private set; }

    public static HeadlineFeed Follow(long networkId, string url, DateTimeOffset now) =>
        new() { NetworkId = networkId, Url = url, DueAt = now };

    /// <summary>It answered, with something new or (304) nothing new.</summary>
    public void WasRead(string? title, string? etag, string? lastModified, TimeSpan cadence, DateTimeOffset now)
    {
        Title = title ?? Title;
        EntityTag = etag;
        LastModified = lastModified;
        ReadAt = now;
        DueAt = now + cadence;
        Failures = 0;
        LastFailure = null;
        Tell(new HeadlinesRead(this));
    }

    /// <summary>It did not; the last good items stay, and each failure doubles the wait up to a day.</summary>
    public void Failed(string why, TimeSpan cadence, DateTimeOffset now)
    {
        Failures++;
        LastFailure = why;
        var wait = TimeSpan.FromTicks(cadence.Ticks << Math.Min(Failures, 8));
        DueAt = now + (wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait);
    }
}

public sealed record HeadlinesRead(HeadlineFeed Feed) : News;

/// <summary>An item of a feed that we read. Only text, link and date: never its HTML.</summary>
public sealed class Headline : Entity
{
    private Headline()
    {
    }

    public Headline(long feedId, string itemId, string title, string url, DateTimeOffset? publishedAt, DateTimeOffset seenAt)
    {
        FeedId = feedId;
        ItemId = itemId;
        Title = title;
        Url = url;
        PublishedAt = publishedAt;
        SeenAt = seenAt;
    }

    public long FeedId { get; private set; }

    public string ItemId { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Url { get; private set; } = "";

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }
}
