using System.Text;

namespace Spalt.Formats.Html;

/// <summary>What an address in a piece of HTML becomes; null where it stays. References such as <c>&amp;amp;</c> are as they are written.</summary>
public delegate string? Readdress(ReadOnlySpan<char> written);

/// <summary>
/// Puts other addresses into HTML and leaves every other character as it is. Linear in the length, forgiving where it is broken; what
/// scripts, style sheets and comments hold is no markup.
/// </summary>
public static class AddressesInHtml
{
    private static readonly string[] Raw = ["script", "style"];

    /// <summary>The same markup; the very same string where nothing changes.</summary>
    /// <param name="html">A fragment or a whole page.</param>
    /// <param name="attributes">Names of the attributes that hold addresses; a <c>srcset</c> holds several.</param>
    public static string Replace(string html, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> attributes, Readdress readdress)
    {
        var result = new Rewriting(html, attributes, readdress);
        var at = 0;
        while (html.IndexOf('<', at) is >= 0 and var open && open + 1 < html.Length)
        {
            at = open + 1;
            if (html.AsSpan(at).StartsWith("!--", StringComparison.Ordinal))
            {
                var close = html.IndexOf("-->", at, StringComparison.Ordinal);
                at = close < 0 ? html.Length : close;
            }
            else if (char.IsAsciiLetter(html[at]))
            {
                at = Attributes(html, at, ref result, out var tag);
                at = Array.Find(Raw, raw => tag.Equals(raw, StringComparison.OrdinalIgnoreCase)) is { } name ? EndOf(html, at, name) : at;
            }
        }

        return result.ToString();
    }

    /// <summary>Where the element's end tag begins.</summary>
    private static int EndOf(string html, int at, string name) =>
        html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? end : html.Length;

    /// <summary>Goes through a tag; returns the place of its end.</summary>
    private static int Attributes(string html, int at, ref Rewriting result, out string tag)
    {
        var start = at;
        at = Until(html, at, " \t\r\n/>");
        tag = at - start is 5 or 6 ? html[start..at] : "";
        while (true)
        {
            while (at < html.Length && html[at] is ' ' or '\t' or '\r' or '\n' or '/')
            {
                at++;
            }

            if (at >= html.Length || html[at] == '>')
            {
                return at;
            }

            var name = at;

            // A tag may begin an attribute with "=": it is part of the name (HTML, 13.2.5.32).
            at = Until(html, at + 1, " \t\r\n/>=");
            var nameEnd = at;
            at = Blank(html, at);
            if (at >= html.Length || html[at] != '=')
            {
                continue;
            }

            at = Value(html, Blank(html, at + 1), html.AsSpan(name, nameEnd - name), ref result);
        }
    }

    private static int Value(string html, int at, ReadOnlySpan<char> name, ref Rewriting result)
    {
        if (at >= html.Length)
        {
            return at;
        }

        var quote = html[at];
        if (quote is not ('"' or '\''))
        {
            var end = Until(html, at, " \t\r\n>");
            Rewrite(html, at, end, name, quoted: false, ref result);
            return end;
        }

        var close = html.IndexOf(quote, at + 1);
        if (close < 0)
        {
            return html.Length;
        }

        Rewrite(html, at + 1, close, name, quoted: true, ref result);
        return close + 1;
    }

    private static void Rewrite(string html, int from, int to, ReadOnlySpan<char> name, bool quoted, ref Rewriting result)
    {
        if (to == from || !result.Holds(name))
        {
            return;
        }

        if (name.Equals("srcset", StringComparison.OrdinalIgnoreCase))
        {
            var set = new SourceSet(html, from, to);
            while (set.TryNext(out var start, out var end))
            {
                result.Address(start, end, quoted: true);
            }
        }
        else
        {
            result.Address(from, to, quoted);
        }
    }

    private static int Until(string html, int at, ReadOnlySpan<char> ends)
    {
        if (at >= html.Length)
        {
            return html.Length;
        }

        var step = html.AsSpan(at).IndexOfAny(ends);
        return step < 0 ? html.Length : at + step;
    }

    private static int Blank(string html, int at)
    {
        while (at < html.Length && char.IsWhiteSpace(html[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Walks the addresses of a srcset (HTML, 4.8.4.2.2): separated by commas, each with what it is for after a space.</summary>
    private ref struct SourceSet(string html, int from, int to)
    {
        private int _at = from;

        public bool TryNext(out int start, out int end)
        {
            while (_at < to && (char.IsWhiteSpace(html[_at]) || html[_at] == ','))
            {
                _at++;
            }

            start = _at;
            while (_at < to && !char.IsWhiteSpace(html[_at]))
            {
                _at++;
            }

            end = _at;
            if (end > start && html[end - 1] == ',')
            {
                end--;
            }
            else
            {
                var comma = html.AsSpan(_at, to - _at).IndexOf(',');
                _at = comma < 0 ? to : _at + comma;
            }

            return end > start;
        }
    }

    /// <summary>Collects the result, beginning only when there is something to change.</summary>
    private struct Rewriting(string html, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> attributes, Readdress readdress)
    {
        private StringBuilder? _made;
        private int _copied;

        public readonly bool Holds(ReadOnlySpan<char> name) => attributes.Contains(name);

        public void Address(int from, int to, bool quoted)
        {
            if (readdress(html.AsSpan(from, to - from).Trim()) is not { } other)
            {
                return;
            }

            _made ??= new StringBuilder(html.Length + 256);
            _made.Append(html, _copied, from - _copied);
            _copied = to;
            if (quoted)
            {
                _made.Append(other);
            }
            else
            {
                _made.Append('"').Append(other.Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
            }
        }

        public readonly override string ToString() =>
            _made is null ? html : string.Concat(_made.ToString(), html.AsSpan(_copied));
    }
}
