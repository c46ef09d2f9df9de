using System.Text;

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
    public static string Make(string html, string page)
    {
        var result = new Rewriting(html, page);
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
                at = Attributes(html, at, ref result);
            }
        }

        return result.ToString();
    }

    /// <summary>Goes through a tag; returns the place after its end.</summary>
    private static int Attributes(string html, int at, ref Rewriting result)
    {
        at = Until(html, at, " \t\r\n/>");
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
        if (to == from || !Addresses.Contains(name))
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
    private struct Rewriting(string html, string page)
    {
        private StringBuilder? _made;
        private int _copied;

        public void Address(int from, int to, bool quoted)
        {
            var written = html.AsSpan(from, to - from).Trim();
            if (Resolve(written) is not { } absolute)
            {
                return;
            }

            _made ??= new StringBuilder(html.Length + 256);
            _made.Append(html, _copied, from - _copied);
            _copied = to;
            if (quoted)
            {
                _made.Append(absolute);
            }
            else
            {
                _made.Append('"').Append(absolute.Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
            }
        }

        /// <summary>Null where it stays as it is. References such as <c>&amp;amp;</c> are kept as they are written.</summary>
        private readonly string? Resolve(ReadOnlySpan<char> written)
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

        public readonly override string ToString() =>
            _made is null ? html : string.Concat(_made.ToString(), html.AsSpan(_copied));
    }
}
