using Spalt.Formats.Html;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Makes the addresses in a piece of HTML absolute: a feed reader shows it on a page of its own, where a relative one leads astray.</summary>
public static class AbsoluteLinks
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Addresses =
        new HashSet<string>(["href", "src", "srcset", "poster", "cite", "data", "longdesc"], StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The same markup; the very same string where it holds no relative address. Linear in its length, forgiving where it is broken.</summary>
    /// <param name="html">A fragment.</param>
    /// <param name="page">The absolute http(s) address of the page it stands on.</param>
    public static string Make(string html, string page) => AddressesInHtml.Replace(html, Addresses, written => Resolve(page, written));

    /// <summary>Null where it stays as it is. References such as <c>&amp;amp;</c> are kept as they are written.</summary>
    private static string? Resolve(string page, ReadOnlySpan<char> written)
    {
        // A scheme is a short word; a data: address may be a megabyte.
        if (written.IsEmpty || FeedAddress.HasScheme(written[..Math.Min(written.Length, 32)].ToString()))
        {
            return null;
        }

        var scheme = page.AsSpan(0, page.IndexOf(':', StringComparison.Ordinal) + 1);
        var slash = page.IndexOf('/', scheme.Length + 2);
        return written switch
        {
            ['/', '/', ..] => $"{scheme}{written}",
            ['/', ..] => $"{(slash < 0 ? page : page.AsSpan(0, slash))}{written}",
            ['#', ..] => $"{Before(page, "#")}{written}",
            ['?', ..] => $"{Before(page, "?#")}{written}",
            _ => Uri.TryCreate(new Uri(page), written.ToString(), out var resolved) ? resolved.AbsoluteUri : null,
        };
    }

    private static ReadOnlySpan<char> Before(string page, string ends) =>
        page.AsSpan().IndexOfAny(ends) is >= 0 and var end ? page.AsSpan(0, end) : page;
}
