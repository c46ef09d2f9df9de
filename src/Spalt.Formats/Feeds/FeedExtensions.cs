namespace Spalt.Formats.Feeds;

/// <summary>Keeps what has no place of its own in <see cref="FeedPart"/>, so that nothing a feed says is lost.</summary>
internal static class FeedExtensions
{
    private const int Deepest = 4;
    private const int Most = 500;

    private static readonly HashSet<string> Placed =
    [
        "item", "entry", "items", "channel", "title", "dc:title", "link", "id", "guid", "description", "summary", "content", "content:encoded", "fullitem", "body",
        "xhtml:body", "xhtml:div", "subtitle", "tagline", "abstract", "info", "rights", "copyright", "dc:rights", "author", "managingeditor", "webmaster", "dc:creator", "dc:author", "dc:publisher",
        "dc:contributor", "contributor", "category", "dc:subject", "generator", "language", "dc:language", "published", "issued", "pubdate", "updated", "modified",
        "lastbuilddate", "dc:date", "dcterms:issued", "dcterms:modified", "created", "dcterms:created", "enclosure", "comments", "expirationdate", "source",
        "ttl", "skiphours", "skipdays", "sy:updateperiod", "sy:updatefrequency", "image", "itunes:image", "itunes:category", "itunes:keywords", "itunes:author",
        "itunes:owner", "itunes:summary", "itunes:subtitle", "icon", "logo", "media:category",
    ];

    public static IReadOnlyList<FeedExtension> Read(FeedElement element) => [.. element.Elements.Where(e => !Placed.Contains(e.Key)).Take(Most).Select(e => Of(e, 0))];

    private static FeedExtension Of(FeedElement element, int depth)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in element.Attributes)
        {
            attributes.TryAdd(name.ToLowerInvariant(), value);
        }

        var parts = depth < Deepest ? element.Elements.Take(Most).Select(e => Of(e, depth + 1)).ToArray() : [];
        var text = parts.Length == 0 ? element.Text ?? "" : "";
        return new FeedExtension(element.Prefix is FeedNamespaces.Unknown ? element.Name.ToLowerInvariant() : element.Key, text, attributes, parts, element.Base);
    }
}
