namespace Spalt.Imports;

/// <summary>The address that a post had: what of it lies below the blog.</summary>
internal static class OldAddress
{
    /// <summary>
    /// <c>https://blogg.example/bank-nio/2020/02/20/bussen/</c> → <c>2020/02/20/bussen</c>: from the year on where there is one,
    /// else without the blog's own name. Null where the address names no post (a query, a root).
    /// </summary>
    public static string? BelowBlog(string permalink, string blogSlug)
    {
        var address = Uri.TryCreate(permalink, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute
            : new Uri(new Uri("http://old.invalid/"), permalink);
        if (address.Query.Length > 0)
        {
            return null;
        }

        var segments = Uri.UnescapeDataString(address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var year = Array.FindIndex(segments, s => s.Length == 4 && s.All(char.IsAsciiDigit));
        var from = year >= 0 ? year : segments is [var first, _, ..] && first == blogSlug ? 1 : 0;
        var path = string.Join('/', segments[from..]);
        return path.Length > 0 ? path : null;
    }
}
