using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>Reads the XML formats: finds the root, the version, the head and the items.</summary>
internal static class XmlFeed
{
    /// <summary>More items than any reader shows; the rest of such a feed is passed over.</summary>
    public const int MostItems = 10_000;

    private static readonly string[] Roots = ["rss", "rdf:rdf", "rdf", "feed", "channel", "entry"];

    public static Feed Read(string text, string encoding, Uri? address, string? language)
    {
        var (document, documentType) = FeedXmlParser.Parse(text, address, language);
        var root = FindRoot(document) ?? throw Refuse(document);
        var atom = root.Key is "feed" or "entry";
        var head = root.Key is "feed" or "channel" ? root : root.First("channel") ?? root;
        var items = new List<FeedElement>();
        if (root.Key is "entry")
        {
            items.Add(root);
        }
        else
        {
            CollectItems(root, items);
        }

        // A lone entry is its own document: nothing in it is the feed's (RFC 4287, section 2).
        var about = new FeedPartReader(root.Key is "entry" ? new FeedElement("feed", "", "", parent: null) : head, atom);
        return about.Head(new Feed
        {
            Version = VersionOf(root, documentType),
            Encoding = encoding,
            Cadence = FeedCadences.Read(head),
            NewLocation = NewLocation(head) ?? NewLocation(root),
            Items = ItemsOf(items, atom, about),
        });
    }

    private static FeedItem[] ItemsOf(List<FeedElement> elements, bool atom, FeedPartReader head)
    {
        // An entry without an author has its feed's (RFC 4287, section 4.1.2); RSS knows no such rule.
        var authors = atom ? head.Authors() : [];
        return [.. elements.Select(e => new FeedPartReader(e, atom).Item(authors))];
    }

    private static FeedElement? FindRoot(FeedElement document)
    {
        // A few feeds are wrapped in something, or come after a stray element.
        var level = document.Elements.ToList();
        for (var depth = 0; depth < 3 && level.Count > 0; depth++)
        {
            if (level.Find(IsRoot) is { } root)
            {
                return root;
            }

            if (level.Exists(e => e.LocalName.Equals("html", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            level = [.. level.SelectMany(e => e.Elements)];
        }

        return null;
    }

    private static bool IsRoot(FeedElement element) =>
        Roots.Contains(element.Key) && (element.Key is not "entry" || element.Namespace.Equals(FeedNamespaces.Atom10, StringComparison.OrdinalIgnoreCase));

    private static FeedFormatException Refuse(FeedElement document)
    {
        var found = document.Elements.FirstOrDefault()?.Name;
        var there = found is null ? "there is no element in it" : $"the document is <{found[..Math.Min(found.Length, 40)]}>";
        return new FeedFormatException($"Looked for a feed (<rss>, <feed>, <rdf:RDF>, <channel> or a JSON Feed); {there}.");
    }

    private static void CollectItems(FeedElement from, List<FeedElement> items)
    {
        foreach (var element in from.Elements)
        {
            if (items.Count == MostItems)
            {
                return;
            }

            if (element.Key is "item" or "entry")
            {
                items.Add(element);
            }
            else if (element.Key is "channel" or "items" or "rss" or "feed" || element.Prefix is FeedNamespaces.Unknown)
            {
                CollectItems(element, items);
            }
        }
    }

    private static string? NewLocation(FeedElement element)
    {
        var said = element.First("itunes:new-feed-url", "newlocation") ?? element.First("redirect")?.First("newlocation");
        return FeedAddress.Web(said?.Base, said?.First("location")?.Text ?? said?.Text);
    }

    private static FeedVersion VersionOf(FeedElement root, string documentType)
    {
        var ns = root.Namespace.TrimEnd('/');
        return root.Key switch
        {
            "rss" => RssVersion(root.Attribute("version"), documentType),
            "rdf:rdf" or "rdf" => IsNetscape(root) ? FeedVersion.Rss090 : FeedVersion.Rss10,
            "channel" => root.Namespace.Contains("rss1.1", StringComparison.OrdinalIgnoreCase) ? FeedVersion.Rss10 : FeedVersion.Cdf,
            _ when ns.Equals(FeedNamespaces.Atom10, StringComparison.OrdinalIgnoreCase) => FeedVersion.Atom10,
            _ => AtomVersion(root.Attribute("version"), ns),
        };
    }

    private static FeedVersion AtomVersion(string? version, string ns) => version switch
    {
        "1.0" => FeedVersion.Atom10,
        "0.3" => FeedVersion.Atom03,
        _ => ns.Equals(FeedNamespaces.Atom03, StringComparison.OrdinalIgnoreCase) ? FeedVersion.Atom03 : FeedVersion.Atom,
    };

    private static bool IsNetscape(FeedElement root) =>
        root.Elements.Any(e => e.Key is "channel" && FeedNamespaces.Rss090.StartsWith(e.Namespace.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) && e.Namespace.Length > 0);

    private static FeedVersion RssVersion(string? version, string documentType)
    {
        if (!decimal.TryParse(version?.Split(' ')[0].TrimEnd('.') is { } v && v.Count('.') > 1 ? v[..v.LastIndexOf('.')] : version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FeedVersion.Rss;
        }

        return number switch
        {
            0.90m => FeedVersion.Rss090,
            0.91m => documentType.Contains("netscape", StringComparison.OrdinalIgnoreCase) ? FeedVersion.Rss091Netscape : FeedVersion.Rss091UserLand,
            0.92m => FeedVersion.Rss092,
            0.93m => FeedVersion.Rss093,
            0.94m => FeedVersion.Rss094,
            1.0m => FeedVersion.Rss10,
            >= 2m and < 3m => FeedVersion.Rss20,
            _ => FeedVersion.Rss,
        };
    }
}
