#pragma warning disable S5332 // Namespaces are names, not addresses to go to.
namespace Spalt.Formats.Feeds;

/// <summary>Namespaces found in feeds, each with the prefix by which the reader calls it whatever the feed calls it. The empty prefix is the feed formats' own.</summary>
internal static class FeedNamespaces
{
    public const string Atom10 = "http://www.w3.org/2005/atom";
    public const string Atom03 = "http://purl.org/atom/ns#";
    public const string Rss090 = "http://my.netscape.com/rdf/simple/0.9/";
    public const string Unknown = "?";

    private static readonly Dictionary<string, string> ByAddress = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = "",
        [Atom10] = "",
        [Atom03] = "",
        ["http://example.com/newformat#"] = "",
        ["http://example.com/necho"] = "",
        ["http://purl.org/echo/"] = "",
        ["uri/of/echo/namespace#"] = "",
        ["http://purl.org/pie/"] = "",
        ["http://purl.org/rss/1.0/"] = "",
        ["http://purl.org/net/rss1.1#"] = "",
        [Rss090] = "",
        ["http://channel.netscape.com/rdf/simple/0.9/"] = "",
        ["http://backend.userland.com/rss"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://cyber.law.harvard.edu/rss/rss.html"] = "",
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = "",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.w3.org/2000/svg"] = "svg",
        ["http://www.w3.org/1998/Math/MathML"] = "math",
        ["http://www.w3.org/XML/1998/namespace"] = "xml",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication/"] = "sy",
        ["http://purl.org/rss/1.0/modules/slash/"] = "slash",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://example.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://video.search.yahoo.com/mrss"] = "media",
        ["http://wellformedweb.org/commentapi/"] = "wfw",
        ["http://backend.userland.com/creativeCommonsRssModule"] = "cc",
        ["http://web.resource.org/cc/"] = "cc",
        ["http://creativecommons.org/ns#"] = "cc",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://webns.net/mvcb/"] = "admin",
        ["http://purl.org/syndication/thread/1.0"] = "thr",
    };

    private static readonly HashSet<string> Prefixes = [.. ByAddress.Values];

    /// <summary>Our prefix for a namespace, <see cref="Unknown"/> for one we don't know. RSS 2.0 was given many addresses, all with one beginning.</summary>
    public static string PrefixOf(string address)
    {
        var trimmed = address.Trim();
        if (ByAddress.TryGetValue(trimmed, out var prefix) || ByAddress.TryGetValue(trimmed.TrimEnd('/'), out prefix) || ByAddress.TryGetValue(trimmed + "/", out prefix))
        {
            return prefix;
        }

        return trimmed.StartsWith("http://backend.userland.com/rss", StringComparison.OrdinalIgnoreCase) ? "" : Unknown;
    }

    /// <summary>Feeds use prefixes that they forgot to declare: then the usual meaning holds.</summary>
    public static string PrefixOfUndeclared(string prefix)
    {
        var lower = prefix.ToLowerInvariant();
        return lower switch
        {
            "atom" or "rss" => "",
            "creativecommons" => "cc",
            _ => Prefixes.Contains(lower) ? lower : Unknown,
        };
    }
}
