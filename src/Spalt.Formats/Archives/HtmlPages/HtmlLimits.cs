using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Keeps a page within what a page can be before it is parsed: tags beyond the limits, of which <see cref="OpenTags"/> holds
/// those of depth, are left out, text stays.
/// </summary>
internal static class HtmlLimits
{
    private const int Tags = 200_000;
    private const int SpacesInATag = 300;

    /// <summary>Characters of a <c>class</c>: AngleSharp takes the square of it. Themes say first what an element is.</summary>
    private const int LongestClass = 1500;

    private static readonly SearchValues<char> EndsAValue = SearchValues.Create(" \t\n\r\f>");

    private static readonly FrozenSet<string> Raw =
        new[] { "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The page within limits; <paramref name="cut"/> tells whether anything was left out.</summary>
    public static string Apply(string html, out bool cut)
    {
        cut = false;
        var open = new OpenTags();
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
                at = CommentEnd(html, start);
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
            bool keep = spaces <= SpacesInATag && (closing ? open.Close(name) : open.Open(name, html.AsSpan(start, after - start)));
            cut |= !keep;
            if (keep)
            {
                AppendTag(kept, html.AsSpan(start, after - start));
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

    /// <summary>Behind the comment, which may end before it has begun: <c>&lt;!--&gt;</c> (HTML §13.2.5.44, §13.2.5.51).</summary>
    private static int CommentEnd(string html, int start)
    {
        for (int at = html.IndexOf("--", start + 2, StringComparison.Ordinal); at >= 0; at = html.IndexOf("--", at + 1, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> behind = html.AsSpan(at + 2);
            if (behind.StartsWith(">"))
            {
                return at + 3;
            }

            if (at >= start + 4 && behind.StartsWith("!>"))
            {
                return at + 4;
            }
        }
        return html.Length;
    }

    private static void AppendTag(StringBuilder kept, ReadOnlySpan<char> tag)
    {
        int from = 0, at = 0;
        while (tag.Length > LongestClass && at < tag.Length && tag[at..].IndexOf('=') is >= 0 and var equals)
        {
            int value = at + equals + 1 + tag[(at + equals + 1)..].IndexOfAnyExcept(" \t\n\r\f");
            if (value <= at + equals)
            {
                break;
            }

            bool quoted = tag[value] is '"' or '\'';
            int begin = quoted ? value + 1 : value;
            int length = quoted ? tag[begin..].IndexOf(tag[value]) : tag[begin..].IndexOfAny(EndsAValue);
            int end = length < 0 ? tag.Length : begin + length;
            if (end - begin > LongestClass && tag[..(at + equals)].TrimEnd().EndsWith("class", StringComparison.OrdinalIgnoreCase))
            {
                kept.Append(tag[from..(begin + LongestClass)]);
                from = end;
            }

            at = quoted ? end + 1 : end;
        }
        kept.Append(tag[from..]);
    }

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
}
