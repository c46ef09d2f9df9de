using Spalt.Formats;
using Spalt.Posts;

namespace Spalt.Writing;

/// <summary>The field of related links: a line each, first the address, then what it is called.</summary>
internal static class RelatedLinks
{
    private const int Most = 10;
    private const int LongestTitle = 200;
    private const int LongestAddress = 500;

    public static IReadOnlyList<RelatedLink> Read(string typed, FieldErrors errors)
    {
        var lines = typed.Split('\n').Select(TextLine.Of).Where(l => l.Length > 0).ToList();
        if (lines.Count > Most)
        {
            errors.Add("related", "ManyTerms", Most);
            return [];
        }

        var links = lines.ConvertAll(Line);
        var bad = links.IndexOf(null);
        if (bad >= 0)
        {
            errors.Add("related", "BadRelated", lines[bad].Length > 80 ? lines[bad][..80] + "…" : lines[bad]);
        }
        else if (links.Exists(l => l!.Title.Length > LongestTitle))
        {
            errors.Add("related", "TooLong", LongestTitle);
        }

        return links.OfType<RelatedLink>().ToList();
    }

    private static RelatedLink? Line(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (address, title) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
        if (address.Length > LongestAddress)
        {
            return null;
        }

        // A path of this network; "//" and "/\" lead elsewhere.
        if (address is ['/', ..] && (address.Length == 1 || address[1] is not ('/' or '\\')))
        {
            return new RelatedLink(address, title.Length > 0 ? title : address);
        }

        return WebAddress.Of(address) is { } web ? new RelatedLink(web.AbsoluteUri, title.Length > 0 ? title : web.Host + web.AbsolutePath.TrimEnd('/')) : null;
    }
}
