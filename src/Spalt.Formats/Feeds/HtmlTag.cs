namespace Spalt.Formats.Feeds;

/// <summary>One tag, comment or declaration in a piece of HTML, by its place: <c>text[Start..End]</c> with its angle brackets. The name is empty for a comment or declaration.</summary>
internal readonly record struct HtmlTag(int Start, int End, string Name, bool Closes);

/// <summary>Walks the tags of a piece of HTML in one pass; text between them is not its affair. Linear: what was not found once is not looked for again.</summary>
internal sealed class HtmlTags(string html)
{
    private int _at;
    private bool _noQuote, _noApostrophe, _noEnd;

    public bool TryNext(out HtmlTag tag)
    {
        tag = default;
        while (!_noEnd && _at < html.Length)
        {
            var start = html.IndexOf('<', _at);
            if (start < 0 || start + 1 >= html.Length)
            {
                return false;
            }

            if (TryRead(start, out tag))
            {
                _at = tag.End;
                return true;
            }

            _at = start + 1;
        }

        return false;
    }

    /// <summary>Goes on after the end tag of an element whose content is no text for people (script), or at the end where there is none.</summary>
    public int SkipContentOf(string name)
    {
        var close = html.IndexOf($"</{name}", _at, StringComparison.OrdinalIgnoreCase);
        _at = close < 0 ? html.Length : close;
        return _at;
    }

    private bool TryRead(int start, out HtmlTag tag)
    {
        tag = default;
        var next = html[start + 1];
        if (string.CompareOrdinal(html, start, "<!--", 0, 4) == 0)
        {
            var close = html.IndexOf("-->", start + 2, StringComparison.Ordinal);
            tag = new HtmlTag(start, close < 0 ? html.Length : close + 3, "", Closes: false);
            return true;
        }

        var closes = next == '/';
        var nameStart = start + (closes ? 2 : 1);
        var isTag = nameStart < html.Length && char.IsAsciiLetter(html[nameStart]);
        if (!isTag && next is not ('!' or '?'))
        {
            return false;
        }

        var end = EndOf(nameStart);
        if (end < 0)
        {
            _noEnd = true;
            return false;
        }

        tag = new HtmlTag(start, end, isTag ? NameAt(nameStart) : "", closes);
        return true;
    }

    private string NameAt(int from)
    {
        var to = from;
        while (to < html.Length && (char.IsAsciiLetterOrDigit(html[to]) || html[to] is ':' or '-'))
        {
            to++;
        }

        return html[from..to].ToLowerInvariant();
    }

    /// <summary>The place after the tag's <c>&gt;</c>, quoted ones not counted unless the quote is never closed; -1 where there is none.</summary>
    private int EndOf(int from)
    {
        var i = from;
        while (i < html.Length)
        {
            var step = html.AsSpan(i).IndexOfAny("\"'>");
            if (step < 0)
            {
                return -1;
            }

            i += step;
            if (html[i] == '>')
            {
                return i + 1;
            }

            i = AfterQuoted(i);
        }

        return -1;
    }

    private int AfterQuoted(int i)
    {
        var quote = html[i];
        // Only after "=" does a quote open a value.
        if ((quote == '"' ? _noQuote : _noApostrophe) || html.AsSpan(0, i).TrimEnd() is not [.., '='])
        {
            return i + 1;
        }

        var close = html.IndexOf(quote, i + 1);
        if (close >= 0)
        {
            return close + 1;
        }

        _noQuote |= quote == '"';
        _noApostrophe |= quote == '\'';
        return i + 1;
    }
}
