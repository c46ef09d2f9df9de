using System.Collections.Frozen;
using System.Text;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Keeps a page within what a page can be before it is parsed: a tree-builder's scope checks walk the stack of open elements
/// and its list of open formatting, so that depth costs it the square. Tags beyond the limits are left out, text stays.
/// </summary>
internal sealed class HtmlLimits
{
    private const int Depth = 200;
    private const int Formatting = 16;
    private const int Tags = 200_000;

    /// <summary>From within so many blocks a tree-builder takes out formatting that ends in them (HTML §13.2.6.4.7, the adoption agency).</summary>
    private const int Adoptions = 7;

    private const int SpacesInATag = 300;

    private static readonly FrozenSet<string> Void =
        Set("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "!doctype");

    private static readonly FrozenSet<string> Raw = Set("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

    private static readonly FrozenSet<string> Formats =
        Set("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    /// <summary>Elements that an end tag does not look past unless it is of their own kind.</summary>
    private static readonly FrozenSet<string> Special = Set(
        "address", "applet", "article", "aside", "blockquote", "body", "button", "caption", "center", "colgroup", "dd", "details", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
        "hgroup", "html", "li", "listing", "main", "marquee", "menu", "nav", "object", "ol", "p", "plaintext", "pre", "search", "section",
        "select", "summary", "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr", "ul",
        "annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext");

    /// <summary>Of those the ones that no end tag from outside reaches into, but for a table's.</summary>
    private static readonly FrozenSet<string> Scopes = Set(
        "applet", "caption", "marquee", "object", "select", "table", "td", "template", "th",
        "annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext");

    private static readonly FrozenSet<string> InTables = Set("caption", "colgroup", "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr");

    /// <summary>Elements that a sibling's start closes, by what it is a sibling to.</summary>
    private static readonly FrozenDictionary<string, string> Family = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["p"] = "p", ["li"] = "li", ["dt"] = "dt", ["dd"] = "dt", ["td"] = "td", ["th"] = "td", ["tr"] = "tr",
        ["tbody"] = "tbody", ["thead"] = "tbody", ["tfoot"] = "tbody", ["option"] = "option",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What ends with these is forgotten as formatting too (HTML §13.2.4.3, the markers).</summary>
    private static readonly FrozenSet<string> Markers = Set("applet", "caption", "marquee", "object", "td", "template", "th");

    private readonly List<string> _open = [];

    /// <summary>For each open element how much formatting there was when it began.</summary>
    private readonly List<int> _before = [];

    /// <summary>Formatting that only its own end tag ends: a tree-builder opens it again in whatever follows (HTML §13.2.4.3).</summary>
    private readonly List<(string Name, string Tag)> _formatting = [];
    private int _beyond;

    private HtmlLimits()
    {
    }

    /// <summary>The page within limits; <paramref name="cut"/> tells whether anything was left out.</summary>
    public static string Apply(string html, out bool cut) => new HtmlLimits().Run(html, out cut);

    private string Run(string html, out bool cut)
    {
        cut = false;
        var kept = new StringBuilder(html.Length);
        int at = 0, tags = 0;
        while (at < html.Length)
        {
            int start = html.IndexOf('<', at);
            if (start < 0)
            {
                break;
            }

            kept.Append(html, at, start - at);
            at = start;
            if (html.AsSpan(start).StartsWith("<!--"))
            {
                int end = html.IndexOf("-->", start + 4, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end + 3;
                continue;
            }
            if (start + 1 >= html.Length || !(char.IsAsciiLetter(html[start + 1]) || html[start + 1] is '/' or '!' or '?'))
            {
                kept.Append('<');
                at++;
                continue;
            }
            int after = TagEnd(html, start, out int spaces);
            string name = NameOf(html, start, out bool closing);
            at = after;
            if (++tags > Tags)
            {
                cut = true;
                return kept.ToString();
            }
            bool keep = spaces <= SpacesInATag && (closing ? Close(name) : Open(name, html.AsSpan(start, after - start)));
            cut |= !keep;
            if (keep)
            {
                kept.Append(html, start, after - start);
            }

            if (closing || !Raw.Contains(name))
            {
                continue;
            }

            int rawEnd = html.IndexOf("</" + name, after, StringComparison.OrdinalIgnoreCase);
            at = rawEnd < 0 ? html.Length : rawEnd;
            if (keep)
            {
                kept.Append(html, after, at - after);
            }
        }
        return kept.Append(html, at, html.Length - at).ToString();
    }

    private bool Open(string name, ReadOnlySpan<char> tag)
    {
        if (Void.Contains(name))
        {
            return true;
        }

        if (_open.Count > 0 && _open[^1] is "p" && !Formats.Contains(name) && name is not "span")
        {
            Leave(_open.Count - 1);
        }

        if (Family.TryGetValue(name, out string? family))
        {
            while (_open.Count > 0 && Family.TryGetValue(_open[^1], out string? top) && ClosedBy(top, family))
            {
                Leave(_open.Count - 1);
            }
        }

        if (_beyond > 0 || _open.Count >= Depth)
        {
            _beyond++;
            return false;
        }
        int before = _formatting.Count;
        if (Formats.Contains(name) && !OpenFormatting(name, tag.ToString()))
        {
            return false;
        }

        _before.Add(before);
        _open.Add(name);
        return true;
    }

    private void Leave(int at)
    {
        int marker = _open.FindIndex(at, Markers.Contains);
        if (marker >= 0 && _before[marker] < _formatting.Count)
        {
            _formatting.RemoveRange(_before[marker], _formatting.Count - _before[marker]);
        }

        _open.RemoveRange(at, _open.Count - at);
        _before.RemoveRange(at, _before.Count - at);
    }

    private bool OpenFormatting(string name, string tag)
    {
        // Of the same tag a tree-builder remembers three, and of links one.
        if (name is "a" or "nobr")
        {
            CloseFormatting(name);
        }

        if (_formatting.Count(other => string.Equals(other.Tag, tag, StringComparison.Ordinal)) == 3)
        {
            _formatting.RemoveAt(_formatting.FindIndex(other => string.Equals(other.Tag, tag, StringComparison.Ordinal)));
        }
        else if (_formatting.Count >= Formatting && name is not ("a" or "nobr"))
        {
            return false;
        }

        _formatting.Add((name, tag));
        return true;
    }

    private bool Close(string name)
    {
        if (_beyond > 0)
        {
            _beyond--;
            return false;
        }
        // The page's frame is never closed by its tags: what comes behind them goes on where the page was.
        if (name is "html" or "body")
        {
            return true;
        }

        int at = _open.LastIndexOf(name);
        if (at < 0)
        {
            CloseFormatting(name);
            return true;
        }
        int blocks = _open.Skip(at + 1).Count(Special.Contains);
        if (name is "form" or "head" || (Formats.Contains(name) && blocks > 0))
        {
            // These go from among the open elements, and what was opened in them stays.
            if (_open.FindIndex(at + 1, Scopes.Contains) >= 0)
            {
                return true;
            }

            _open.RemoveAt(at);
            _before.RemoveAt(at);
            if (blocks < Adoptions)
            {
                CloseFormatting(name);
            }

            return true;
        }
        if (_open.FindIndex(at + 1, above => Holds(above, name)) >= 0)
        {
            return true;
        }

        Leave(at);
        CloseFormatting(name);
        return true;
    }

    private void CloseFormatting(string name)
    {
        int at = _formatting.FindLastIndex(other => string.Equals(other.Name, name, StringComparison.Ordinal));
        if (at >= 0)
        {
            _formatting.RemoveAt(at);
        }
    }

    /// <summary>Whether the end tag of <paramref name="name"/> goes unheard inside <paramref name="above"/> (HTML §13.2.4.2 and §13.2.6.4.7).</summary>
    private static bool Holds(string above, string name) =>
        !Special.Contains(name) ? Special.Contains(above)
        : InTables.Contains(name) ? above is "template" || (above is "table" && name is not "template")
        : Scopes.Contains(above) || (name is "p" && above is "button") || (name is "li" && above is "ol" or "ul");

    private static bool ClosedBy(string top, string family) =>
        string.Equals(top, family, StringComparison.Ordinal) || (family is "tr" && top is "td") || (family is "tbody" && top is "td" or "tr");

    private static int TagEnd(string html, int start, out int spaces)
    {
        spaces = 0;
        char quote = '\0';
        bool afterEquals = false;
        for (int i = start + 1; i < html.Length; i++)
        {
            char c = html[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }

                continue;
            }
            if (c == '>')
            {
                return i + 1;
            }

            if (afterEquals && c is '"' or '\'')
            {
                quote = c;
            }
            else if (char.IsWhiteSpace(c) && !char.IsWhiteSpace(html[i - 1]))
            {
                spaces++;
            }

            if (!char.IsWhiteSpace(c))
            {
                afterEquals = c == '=';
            }
        }
        return html.Length;
    }

    private static string NameOf(string html, int start, out bool closing)
    {
        closing = html[start + 1] == '/';
        int from = start + (closing ? 2 : 1), to = from;
        while (to < html.Length && to < from + 30 && !char.IsWhiteSpace(html[to]) && html[to] is not ('>' or '/'))
        {
            to++;
        }

        return html[from..to].ToLowerInvariant();
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
