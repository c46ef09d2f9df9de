using System.Buffers;
using System.Text;

namespace Spalt.Formats.Html;

/// <summary>Addresses as people write them in <c>href</c> and <c>src</c>, made safe and unambiguous for every browser.</summary>
internal static class WebAddress
{
    private const int Longest = 4096;

    private static readonly SearchValues<char> Unusual = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0xA1).Where(c => c is <= ' ' or '"' or '<' or '>' or '\\' or '`' or >= 0x7F).Select(c => (char)c))
        + "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\uFFFE\uFFFF");

    /// <summary>A link's target: http, https, mailto, tel or an address on this site; null for everything else.</summary>
    public static string? Link(ReadOnlySpan<char> value) => Clean(value, links: true);

    /// <summary>A picture's source: http, https or an address on this site; null for everything else.</summary>
    public static string? Image(ReadOnlySpan<char> value) => Clean(value, links: false);

    /// <summary>Whether a cleaned address leaves the site.</summary>
    public static bool IsExternal(string address) =>
        address.StartsWith("https:", StringComparison.Ordinal) || address.StartsWith("http:", StringComparison.Ordinal);

    private static string? Clean(ReadOnlySpan<char> value, bool links)
    {
        if (Plain(value) is not { Length: > 0 and <= Longest } address)
        {
            return null;
        }

        var scheme = Scheme(address);
        if (scheme is "")
        {
            return Relative(address);
        }

        var rest = address[(scheme.Length + 1)..];
        return scheme.ToLowerInvariant() switch
        {
            "http" => WithHost("http://", rest),
            "https" => WithHost("https://", rest),
            "mailto" when links && rest.Length > 0 => "mailto:" + rest,
            "tel" when links && rest.Length > 0 => "tel:" + rest,
            _ => null,
        };
    }

    // A browser skips control characters and spaces around an address, tabs and newlines anywhere in it, and reads a
    // backslash as a slash (URL standard § 4.4). Doing the same first is what makes the scheme that is checked the one it sees.
    private static string? Plain(ReadOnlySpan<char> value)
    {
        value = value.Trim().Trim(Controls);
        if (value.Length > 2 * Longest)
        {
            return null;
        }

        if (!value.ContainsAny(Unusual))
        {
            return value.ToString();
        }

        var plain = new StringBuilder(value.Length);
        var inQuery = false;
        foreach (var c in value)
        {
            inQuery |= c is '?' or '#';
            switch (c)
            {
                case '\t' or '\n' or '\r': break;
                case '\\' when !inQuery: plain.Append('/'); break;
                case ' ' or '"' or '<' or '>' or '`' or '\\': plain.Append('%').Append(((int)c).ToString("X2", null)); break;
                case '\u00A0': plain.Append("%C2%A0"); break;
                default:
                    if (Unusual.Contains(c))
                    {
                        return null;
                    }

                    plain.Append(c);
                    break;
            }
        }

        return plain.ToString();
    }

    private static readonly string Controls = string.Concat(Enumerable.Range(0, 33).Select(c => (char)c));

    // Whatever stands before a colon in the first segment is a scheme, well formed or not: an odd one is refused, not guessed at.
    private static string Scheme(string address)
    {
        var end = address.AsSpan().IndexOfAny(":/?#");
        if (end < 0 || address[end] != ':')
        {
            return "";
        }

        return end == 0 ? ":" : address[..end];
    }

    private static string? Relative(string address)
    {
        if (address.StartsWith("//", StringComparison.Ordinal))
        {
            return WithHost("https://", address);
        }

        return address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? WithHost("https://", address) : address;
    }

    private static string? WithHost(string scheme, string rest)
    {
        var authority = rest.TrimStart('/');
        return authority is "" or ['?' or '#' or ':' or '@', ..] ? null : scheme + authority;
    }
}
