namespace Spalt.Formats.Feeds;

/// <summary>What a feed and its items have in common. Addresses are absolute where a base was known; dates that could not be read are null.</summary>
public abstract record FeedPart
{
    /// <summary>
    /// What identifies it: atom:id, guid, rdf:about, JSON id, as written. An item without one is given its link, and one
    /// without a link <c>sha256:</c> and the hash of its title and date (or its text), so that the same item read again has the same id.
    /// Two items of one feed may still carry the same id if the feed says so. A feed without one has its link, or nothing.
    /// </summary>
    public string Id { get; init; } = "";
    /// <summary>Where a reader is sent: an absolute http(s) address, or null if the feed gives none that is safe to follow.</summary>
    public string? Link { get; init; }
    /// <summary>The headline; its <see cref="FeedText.Plain"/> is for showing.</summary>
    public FeedText? Title { get; init; }
    /// <summary>Atom's subtitle or tagline, RSS's channel description, a podcast's subtitle.</summary>
    public FeedText? Subtitle { get; init; }
    /// <summary>Copyright.</summary>
    public FeedText? Rights { get; init; }
    /// <summary>Who wrote it. An Atom or JSON item without an author has its source's or its feed's (RFC 4287, 4.2.1).</summary>
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    /// <summary>Who helped.</summary>
    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];
    /// <summary>dc:publisher, webMaster or itunes:owner.</summary>
    public FeedPerson? Publisher { get; init; }
    /// <summary>Every link in the feed's order, whatever its relation.</summary>
    public IReadOnlyList<FeedLink> Links { get; init; } = [];
    /// <summary>Categories, subjects and keywords.</summary>
    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];
    /// <summary>BCP 47, as written but with hyphens.</summary>
    public string? Language { get; init; }
    /// <summary>First published.</summary>
    public DateTimeOffset? Published { get; init; }
    /// <summary>Last changed. RSS 1.0's dc:date is here.</summary>
    public DateTimeOffset? Updated { get; init; }
    /// <summary>Created, where told apart from published.</summary>
    public DateTimeOffset? Created { get; init; }
    /// <summary>A picture of it.</summary>
    public FeedImage? Image { get; init; }
    /// <summary>Elements that have no place of their own here, in the feed's order.</summary>
    public IReadOnlyList<FeedExtension> Extensions { get; init; } = [];
    /// <summary>The date to show: published, else updated, else created.</summary>
    public DateTimeOffset? Date => Published ?? Updated ?? Created;
}

/// <summary>A feed's own particulars: those of the feed read, or of the one an item was taken from (atom:source).</summary>
public record FeedHead : FeedPart
{
    /// <summary>What to tell a person who opens the feed in a browser.</summary>
    public FeedText? Info { get; init; }
    /// <summary>The program that wrote it.</summary>
    public FeedGenerator? Generator { get; init; }
    /// <summary>A small square picture.</summary>
    public string? Icon { get; init; }
    /// <summary>A wide picture.</summary>
    public string? Logo { get; init; }
}

/// <summary>A feed as it was understood.</summary>
public sealed record Feed : FeedHead
{
    /// <summary>Its format.</summary>
    public required FeedVersion Version { get; init; }
    /// <summary>The character encoding it was read in, an IANA name in lower case.</summary>
    public required string Encoding { get; init; }
    /// <summary>Items in the feed's order.</summary>
    public IReadOnlyList<FeedItem> Items { get; init; } = [];
    /// <summary>How often it wants to be read.</summary>
    public FeedCadence Cadence { get; init; } = FeedCadence.Unsaid;
    /// <summary>Where it has moved to (itunes:new-feed-url, newLocation).</summary>
    public string? NewLocation { get; init; }
}

/// <summary>An item or entry.</summary>
public sealed record FeedItem : FeedPart
{
    /// <summary>A shorter form.</summary>
    public FeedText? Summary { get; init; }
    /// <summary>The whole, in one or more forms.</summary>
    public IReadOnlyList<FeedText> Content { get; init; } = [];
    /// <summary>Attached files.</summary>
    public IReadOnlyList<FeedLink> Enclosures { get; init; } = [];
    /// <summary>The address of its comments.</summary>
    public string? Comments { get; init; }
    /// <summary>When it stops being of interest.</summary>
    public DateTimeOffset? Expires { get; init; }
    /// <summary>The feed it was taken from.</summary>
    public FeedHead? Source { get; init; }
}
