namespace Spalt.Formats.Feeds.Writing;

/// <summary>A feed to be written. All addresses are absolute; texts other than <see cref="OutgoingEntry.ContentHtml"/> are plain.</summary>
public sealed record OutgoingFeed
{
    /// <summary>Identifies the feed for good (an absolute IRI); the same in every format.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>One line about it; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The page that says the same to people.</summary>
    public required string Link { get; init; }

    /// <summary>Where this very document is had.</summary>
    public required string Self { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The newest change of anything in it.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Who stands behind the whole of it.</summary>
    public string? Publisher { get; init; }

    /// <summary>In the order in which they are to be read, normally newest first.</summary>
    public IReadOnlyList<OutgoingEntry> Entries { get; init; } = [];
}

/// <summary>A post or a comment in a feed.</summary>
public sealed record OutgoingEntry
{
    /// <summary>Identifies it for good (an absolute IRI), whatever becomes of its address.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Its page; relative addresses in the content are resolved against it.</summary>
    public required string Link { get; init; }

    /// <summary>The full text, HTML.</summary>
    public required string ContentHtml { get; init; }

    /// <summary>A sentence or two; may be empty.</summary>
    public string Summary { get; init; } = "";

    public required string Author { get; init; }

    /// <summary>The author's page.</summary>
    public string? AuthorLink { get; init; }

    /// <summary>When it was published, where that is known to the day; no date is written without.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>
    /// The year (<c>2020</c>) or month (<c>2020-02</c>, W3C date and time formats) where no more is known. Only RSS, by dc:date, has a
    /// place for it: the other formats would have to make up a day.
    /// </summary>
    public string? PublishedAbout { get; init; }

    /// <summary>When it was last changed here.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>BCP 47 where it is not the feed's language.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Where its comments are, for people and for machines; null where it cannot have any.</summary>
    public OutgoingComments? Comments { get; init; }

    /// <summary>What a comment answers.</summary>
    public OutgoingReference? InReplyTo { get; init; }
}

/// <param name="Link">The place on the page.</param>
/// <param name="Feed">Their own feed, in the format of the feed that it is named in.</param>
/// <param name="Count">How many there are.</param>
public sealed record OutgoingComments(string Link, string Feed, int Count);

/// <param name="Id">The <see cref="OutgoingEntry.Id"/> of what is referred to.</param>
/// <param name="Link">Its page.</param>
public sealed record OutgoingReference(string Id, string Link);
