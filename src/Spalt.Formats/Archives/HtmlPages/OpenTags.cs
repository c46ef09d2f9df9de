using System.Collections.Frozen;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// What a tree-builder has open, as far as tags tell: its scope checks walk the stack of open elements and its list of open
/// formatting, so that depth costs it the square. Beyond what a page can have open, tags are refused.
/// </summary>
internal sealed class OpenTags
{
    private const int Depth = 200;
    private const int Formatting = 16;

    /// <summary>From within so many blocks a tree-builder takes out formatting that ends in them (HTML §13.2.6.4.7, the adoption agency).</summary>
    private const int Adoptions = 7;

    private static readonly FrozenSet<string> Void =
        Set("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "!doctype");

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

    /// <summary>With how much formatting there was when each began.</summary>
    private readonly List<(string Name, int Before)> _open = [];

    /// <summary>Formatting that only its own end tag ends: a tree-builder opens it again in whatever follows (HTML §13.2.4.3).</summary>
    private readonly List<(string Name, string Tag)> _formatting = [];
    private int _beyond;

    /// <returns>Whether the tag may stay.</returns>
    public bool Open(string name, ReadOnlySpan<char> tag)
    {
        if (Void.Contains(name))
        {
            return true;
        }

        // Their end tags may be missing, so beyond the depth nothing tells when they end.
        if (_beyond > 0 && Family.ContainsKey(name))
        {
            return false;
        }

        if (_open.Count > 0 && _open[^1].Name is "p" && !Formats.Contains(name) && name is not "span")
        {
            Leave(_open.Count - 1);
        }

        if (Family.TryGetValue(name, out string? family))
        {
            while (_open.Count > 0 && Family.TryGetValue(_open[^1].Name, out string? top) && ClosedBy(top, family))
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

        _open.Add((name, before));
        return true;
    }

    /// <summary>Takes an element and what is open in it from the open ones.</summary>
    private void Leave(int at)
    {
        int marker = _open.FindIndex(at, open => Markers.Contains(open.Name));
        if (marker >= 0 && _open[marker].Before is var before && before < _formatting.Count)
        {
            _formatting.RemoveRange(before, _formatting.Count - before);
        }

        _open.RemoveRange(at, _open.Count - at);
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

    /// <returns>Whether the tag may stay.</returns>
    public bool Close(string name)
    {
        if (_beyond > 0)
        {
            _beyond -= Family.ContainsKey(name) ? 0 : 1;
            return false;
        }
        // The page's frame is never closed by its tags: what comes behind them goes on where the page was.
        if (name is "html" or "body")
        {
            return true;
        }

        int at = _open.FindLastIndex(open => string.Equals(open.Name, name, StringComparison.Ordinal));
        if (at < 0)
        {
            CloseFormatting(name);
            return true;
        }
        int blocks = _open.Skip(at + 1).Count(above => Special.Contains(above.Name));
        if (name is "form" or "head" || (Formats.Contains(name) && blocks > 0))
        {
            // These go from among the open elements, and what was opened in them stays.
            if (_open.FindIndex(at + 1, above => Scopes.Contains(above.Name)) >= 0)
            {
                return true;
            }

            _open.RemoveAt(at);
            if (blocks < Adoptions)
            {
                CloseFormatting(name);
            }

            return true;
        }
        if (_open.FindIndex(at + 1, above => Holds(above.Name, name)) >= 0)
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

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
