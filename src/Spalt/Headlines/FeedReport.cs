using Spalt.Formats.Feeds;

namespace Spalt.Headlines;

/// <summary>What was understood of a feed: one JSON line of <c>spalt headlines read --json</c>. Texts are plain, instants are UTC.</summary>
/// <param name="Version">format in lower case: <c>rss20</c>, <c>atom10</c>, <c>json11</c></param>
/// <param name="Encoding">character encoding, IANA name in lower case</param>
internal sealed record FeedReport(
    string Source, bool Ok, string? Version, string? Encoding, string? Title, string? Link, string? Language, IReadOnlyList<ItemReport> Items)
{
    public string? Error { get; private init; }

    public static FeedReport Of(string source, Feed feed) => new(
        source, Ok: true, feed.Version.ToString().ToLowerInvariant(), feed.Encoding, feed.Title?.Plain, feed.Link, feed.Language,
        [.. feed.Items.Select(ItemReport.Of)]);

    public static FeedReport NotUnderstood(string source, string error) => new(source, Ok: false, null, null, null, null, null, []) { Error = error };
}

internal sealed record ItemReport(string Id, string? Link, string? Title, DateTime? Published, DateTime? Updated, string? Author)
{
    public static ItemReport Of(FeedItem item) => new(
        item.Id, item.Link, item.Title?.Plain, item.Published?.UtcDateTime, item.Updated?.UtcDateTime,
        item.Authors.Count == 0 ? null : string.Join(", ", item.Authors));
}
