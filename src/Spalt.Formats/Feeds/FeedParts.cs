namespace Spalt.Formats.Feeds;

/// <summary>A person or organisation; at least one part is there. The address is whatever the feed says, not checked to be the web's.</summary>
public sealed record FeedPerson(string? Name, string? Email = null, string? Address = null)
{
    /// <summary>The name, with the mail address after it in brackets where both are known.</summary>
    public override string ToString() => (Name, Email) switch
    {
        ({ } name, { } email) => $"{name} ({email})",
        _ => Name ?? Email ?? Address ?? "",
    };
}

/// <summary>A link or enclosure. <paramref name="Href"/> is whatever the feed says: only <see cref="FeedPart.Link"/> is sure to be http(s). <paramref name="Length"/> is as written (bytes, but feeds lie).</summary>
public sealed record FeedLink(string Href, string Relation, string? MediaType = null, string? Title = null, string? Language = null, string? Length = null);

/// <summary>A category; <paramref name="Scheme"/> names the list it is from.</summary>
public sealed record FeedCategory(string Term, string? Scheme = null, string? Label = null);

/// <summary>A program.</summary>
public sealed record FeedGenerator(string? Name, string? Address = null, string? Version = null);

/// <summary>A picture; sizes in pixels.</summary>
public sealed record FeedImage(string Address, string? Title = null, string? Link = null, string? Description = null, int? Width = null, int? Height = null);

/// <summary>
/// An element kept as it was. <paramref name="Name"/> is in lower case with the usual prefix of its namespace
/// (<c>itunes:duration</c>, <c>wfw:commentrss</c>), with the feed's own for a namespace we don't know.
/// </summary>
public sealed record FeedExtension(string Name, string Value, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<FeedExtension> Parts, Uri? Base);

/// <summary>Hints on how often to read: RSS's ttl, skipHours (UTC, 0–23) and skipDays, the syndication module's period and frequency.</summary>
public sealed record FeedCadence(TimeSpan? TimeToLive, TimeSpan? UpdateInterval, IReadOnlySet<int> SkipHours, IReadOnlySet<DayOfWeek> SkipDays)
{
    /// <summary>No hints.</summary>
    public static FeedCadence Unsaid { get; } = new(null, null, new HashSet<int>(), new HashSet<DayOfWeek>());

    /// <summary>The wished time between two readings: the longer of the two hints, null if there are none.</summary>
    public TimeSpan? Interval => TimeToLive > UpdateInterval ? TimeToLive : UpdateInterval ?? TimeToLive;
}
