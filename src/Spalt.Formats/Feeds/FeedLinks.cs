namespace Spalt.Formats.Feeds;

/// <summary>The links of one element: Atom's with a relation, RSS's with text, CDF's href, and a guid that is a permalink.</summary>
internal sealed class FeedLinks
{
    /// <summary>More than any honest item has; each may cost as much as its base is long.</summary>
    private const int Most = 200;

#pragma warning disable S5332 // A name, not an address to go to.
    private const string Registry = "http://www.iana.org/assignments/relation/";
#pragma warning restore S5332

    private readonly List<FeedLink> _all = [];

    public FeedLinks(FeedElement element)
    {
        // CDF's channel and item carry theirs as an attribute.
        if (element.Attribute("href") is { } href)
        {
            Add(element, href, "alternate");
        }

        foreach (var child in element.Elements)
        {
            Read(child);
        }

        Main = MainOf(element);
        Enclosures = [.. _all.Where(l => l.Relation is "enclosure")];
    }

    public IReadOnlyList<FeedLink> All => _all;

    public IReadOnlyList<FeedLink> Enclosures { get; }

    /// <summary>Where a reader is sent.</summary>
    public string? Main { get; }

    public string? Of(string relation) => _all.Find(l => l.Relation.Equals(relation, StringComparison.Ordinal))?.Href is { } href ? FeedAddress.Web(against: null, href) : null;

    private void Read(FeedElement child)
    {
        switch (child.Key)
        {
            case "link" or "a" when child.Attribute("href") is { } href:
                Add(child, href, RelationOf(child));
                break;
            case "link" when child.Attribute("href") is null && child.Text is { } address:
                Add(child, address, "alternate");
                break;
            case "link" when child.Attributes.Any(a => a.Key is "href"):
                Add(child, "", RelationOf(child));
                break;
            case "enclosure":
                Add(child, child.Attribute("url") ?? child.Attribute("href") ?? child.Text, "enclosure");
                break;
        }
    }

    private void Add(FeedElement from, string? written, string relation)
    {
        if (written is null || _all.Count == Most || FeedAddress.Resolve(from.Base, written) is not { } href)
        {
            return;
        }

        var type = from.Attribute("type") ?? (relation is "self" ? "application/atom+xml" : null);
        _all.Add(new FeedLink(href, relation, type, from.Attribute("title"), from.Attribute("hreflang"), from.Attribute("length")));
    }

    private static string RelationOf(FeedElement link)
    {
        var relation = link.Attribute("rel") ?? "alternate";
        return relation.StartsWith(Registry, StringComparison.OrdinalIgnoreCase) ? relation[Registry.Length..] : relation;
    }

    private string? MainOf(FeedElement element)
    {
        // The feed itself is told by its type: a page in HTML comes before other forms of the same thing.
        var alternates = _all.Where(l => l.Relation is "alternate").ToList();
        var pages = alternates.Where(l => l.MediaType is null or "text/html" or "application/xhtml+xml").Concat(alternates);
        if (pages.Select(l => FeedAddress.Web(against: null, l.Href)).FirstOrDefault(h => h is not null) is { } page)
        {
            return page;
        }

        var guid = element.First("guid");
        if (guid is not null && !string.Equals(guid.Attribute("ispermalink"), "false", StringComparison.OrdinalIgnoreCase) && FeedAddress.Web(guid.Base, guid.Text) is { } permalink && FeedAddress.HasScheme(guid.Text!))
        {
            return permalink;
        }
        // An entry whose content is elsewhere leads there; a feed's own address is no place for a reader.
        return element.First("content")?.Attribute("src") is { } src ? FeedAddress.Web(element.Base, src) : FeedAddress.Web(element.Base, element.Attribute("about"));
    }
}
