using Spalt.Formats;
using System.Text.RegularExpressions;

namespace Spalt.Imports;

/// <summary>The address that a post had: what of it lies below the blog.</summary>
internal static partial class OldAddress
{
    /// <summary>Characters; beyond it an address is no name that somebody links to (and no index takes it).</summary>
    private const int Longest = 500;

    private static readonly Uri Anywhere = new("http://old.invalid/");

    /// <summary>
    /// <c>https://blogg.example/bank-nio/2020/02/20/bussen/</c> → <c>2020/02/20/bussen</c>: from the year on where there is one,
    /// else without the blog's own name. Null where the address names no post by its path (<c>?p=12</c>, a root, no address at all).
    /// </summary>
    public static string? BelowBlog(string permalink, string blogSlug)
    {
        if (permalink.Length > 2 * Longest || !Uri.TryCreate(Anywhere, permalink, out var address)
            || address.Scheme is not ("http" or "https") || PlainId().IsMatch(address.Query))
        {
            return null;
        }

        var segments = Uri.UnescapeDataString(address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var year = Array.FindIndex(segments, s => s.Length == 4 && s.All(char.IsAsciiDigit));
        var path = TextLine.Of(string.Join('/', segments[(year >= 0 ? year : segments is [var first, ..] && first == blogSlug ? 1 : 0)..]));
        return path.Length is > 0 and <= Longest ? path : null;
    }

    [GeneratedRegex("[?&](p|page_id|m|cat)=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainId();
}
