using System.Buffers;
using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>HTML as far as a feed's reader needs it: the text without the markup, and relative links made absolute. Not a sanitiser: its markup is never to be shown.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Elements = [.. (
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center " +
        "cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset " +
        "h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link listing main map mark marquee math menu meta meter nav nobr " +
        "noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script section select small " +
        "source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp").Split(' ')];

    private static readonly HashSet<string> Unspoken = ["script", "style", "template", "iframe", "noscript", "noembed", "noframes", "object", "applet"];

    private static readonly HashSet<string> Inline = [.. (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr").Split(' ')];

    private static readonly HashSet<string> Addresses = ["href", "src", "cite", "action", "longdesc", "background", "data", "poster", "usemap", "classid", "codebase", "profile", "icon"];

    private const int MostGrowth = 8;
    private const int Allowance = 1024;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\"'/");

    /// <summary>The words a reader sees, on one line.</summary>
    public static string Plain(string html)
    {
        var text = new StringBuilder(Math.Min(html.Length, 1024));
        var references = new CharacterReferences();
        var tags = new HtmlTags(html);
        var from = 0;
        while (tags.TryNext(out var tag))
        {
            references.AppendResolved(text, html.AsSpan(from, tag.Start - from));
            from = tag.End;
            if (!Inline.Contains(tag.Name) && tag.Name.Length > 0)
            {
                text.Append(' ');
            }

            if (!tag.Closes && Unspoken.Contains(tag.Name))
            {
                from = tags.SkipContentOf(tag.Name);
            }
        }

        references.AppendResolved(text, html.AsSpan(from));
        return OneLine(text.ToString());
    }

    /// <summary>White space of all kinds collapsed, control characters and overrides of the writing direction gone.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = line.Length > 0;
                continue;
            }

            // An override that is left open would turn the rest of our page round.
            if (char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF')
            {
                continue;
            }

            if (gap)
            {
                line.Append(' ');
            }

            gap = false;
            line.Append(c);
        }

        return line.ToString();
    }

    /// <summary>Whether an undeclared text is meant as HTML: it holds a tag of an element that HTML has, or a character reference.</summary>
    public static bool LooksLikeMarkup(string text)
    {
        var tags = new HtmlTags(text);
        while (tags.TryNext(out var tag))
        {
            if (Elements.Contains(tag.Name) || (tag.Name.Length == 0 && text.AsSpan(tag.Start).StartsWith("<!--")))
            {
                return true;
            }
        }

        return HasReference(text);
    }

    private static bool HasReference(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOf('&') is >= 0 and var amp)
        {
            rest = rest[(amp + 1)..];
            var name = rest[..Math.Min(rest.Length, 12)];
            if (name.IndexOf(';') is > 0 and var end && CharacterReferences.IsKnown(name[..end]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The same markup with the addresses in its tags absolute; as it was written where that would make it many times as long: two
    /// hundred thousand short links against one long address are an attack on memory.
    /// </summary>
    public static string ResolveLinks(string html, Uri? against)
    {
        if (against is null || !html.Contains('<', StringComparison.Ordinal))
        {
            return html;
        }

        var result = new StringBuilder(html.Length + 64);
        var tags = new HtmlTags(html);
        var from = 0;
        while (tags.TryNext(out var tag))
        {
            if (result.Length - from > (MostGrowth * (long)html.Length) + Allowance)
            {
                return html;
            }

            result.Append(html, from, tag.Start - from);
            from = tag.End;
            var written = html.AsSpan(tag.Start, tag.End - tag.Start);
            if (tag.Closes || tag.Name.Length == 0)
            {
                result.Append(written);
            }
            else
            {
                AppendResolved(result, written, tag.Name.Length + 1, against);
            }
        }

        return result.Append(html, from, html.Length - from).ToString();
    }

    private static void AppendResolved(StringBuilder to, ReadOnlySpan<char> tag, int at, Uri against)
    {
        to.Append(tag[..at]);
        while (at < tag.Length)
        {
            var equals = tag[at..].IndexOf('=');
            if (equals < 0)
            {
                break;
            }

            var nameStart = tag.Slice(at, equals).TrimEnd().LastIndexOfAny(NameEnds) + 1;
            var name = tag.Slice(at + nameStart, equals - nameStart).Trim();
            var valueStart = at + equals + 1;
            while (valueStart < tag.Length && char.IsWhiteSpace(tag[valueStart]))
            {
                valueStart++;
            }

            var (value, end) = Value(tag, valueStart);
            to.Append(tag[at..valueStart]);
            if (Addresses.Contains(name.ToString().ToLowerInvariant()))
            {
                AppendAddress(to, value, tag[valueStart..end], against);
            }
            else
            {
                to.Append(tag[valueStart..end]);
            }

            at = end;
        }

        to.Append(tag[Math.Min(at, tag.Length)..]);
    }

    private static (string Value, int End) Value(ReadOnlySpan<char> tag, int start)
    {
        if (start >= tag.Length)
        {
            return ("", tag.Length);
        }

        if (tag[start] is '"' or '\'' && tag[(start + 1)..].IndexOf(tag[start]) is >= 0 and var close)
        {
            return (tag.Slice(start + 1, close).ToString(), start + close + 2);
        }

        var length = tag[start..].IndexOfAny(" \t\r\n>");
        return length < 0 ? ("", tag.Length) : (tag.Slice(start, length).ToString(), start + length);
    }

    private static void AppendAddress(StringBuilder to, string value, ReadOnlySpan<char> written, Uri against)
    {
        var resolved = new StringBuilder();
        new CharacterReferences().AppendResolved(resolved, value);
        var address = resolved.ToString().Trim();
        if (address.Length == 0 || address[0] == '#' || FeedAddress.HasScheme(address))
        {
            to.Append(written);
        }
        else
        {
            to.Append('"').Append(XmlMarkup.EscapeAttribute(FeedAddress.Resolve(against, address)!)).Append('"');
        }
    }
}
