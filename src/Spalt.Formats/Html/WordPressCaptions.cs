using System.Text;

namespace Spalt.Formats.Html;

/// <summary>WordPress's caption shortcode, <c>[caption …]&lt;img&gt; words[/caption]</c>, made a figure.</summary>
internal static class WordPressCaptions
{
    private static readonly string[] Starts = ["[caption", "[wp_caption"];

    /// <summary>The source with figures in place of shortcodes that hold a picture; others stay as they are.</summary>
    public static string ToFigures(string html)
    {
        foreach (var start in Starts)
        {
            html = ToFigures(html, start, start.Replace("[", "[/", StringComparison.Ordinal) + "]");
        }

        return html;
    }

    /// <summary>Clean HTML whose text says <c>[caption</c>, so that it is text also when it is cleaned again.</summary>
    public static string Escape(string cleanHtml)
    {
        foreach (var start in Starts)
        {
            cleanHtml = cleanHtml.Replace(start, "&#91;" + start[1..], StringComparison.Ordinal);
        }

        return cleanHtml;
    }

    private static string ToFigures(string html, string start, string end)
    {
        StringBuilder? result = null;
        var done = 0;
        while (html.IndexOf(start, done, StringComparison.Ordinal) is >= 0 and var at
            && html.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var close)
        {
            // Of several beginnings before an end the last is the shortcode, so that no part is read twice.
            at = html.LastIndexOf(start, close, close - at + 1, StringComparison.Ordinal);
            result ??= new StringBuilder(html.Length);
            result.Append(html, done, at - done);
            if (!TryAppendFigure(result, html.AsSpan(at + start.Length, close - at - start.Length)))
            {
                result.Append(html, at, close + end.Length - at);
            }

            done = close + end.Length;
        }

        return result is null ? html : result.Append(html, done, html.Length - done).ToString();
    }

    private static bool TryAppendFigure(StringBuilder result, ReadOnlySpan<char> shortcode)
    {
        var open = shortcode.IndexOf(']');
        if (open < 0)
        {
            return false;
        }

        var content = shortcode[(open + 1)..].Trim();
        var image = content.IndexOf("<img", StringComparison.OrdinalIgnoreCase);
        var imageEnd = image < 0 ? -1 : content[image..].IndexOf('>');
        if (imageEnd < 0)
        {
            return false;
        }

        var split = image + imageEnd + 1;
        var rest = content[split..].TrimStart();
        if (rest.StartsWith("</a>", StringComparison.OrdinalIgnoreCase))
        {
            split = content.Length - rest.Length + 4;
        }

        var words = content[split..].Trim();
        if (words.IsEmpty)
        {
            words = CaptionAttribute(shortcode[..open]);
        }

        result.Append("<figure>").Append(content[..split]);
        if (!words.IsEmpty)
        {
            result.Append("<figcaption>").Append(words).Append("</figcaption>");
        }

        result.Append("</figure>");
        return true;
    }

    private static ReadOnlySpan<char> CaptionAttribute(ReadOnlySpan<char> attributes)
    {
        const string Name = " caption=";
        var at = attributes.IndexOf(Name, StringComparison.Ordinal);
        if (at < 0 || attributes[(at + Name.Length)..] is not [('"' or '\'') and var quote, .. var value])
        {
            return [];
        }

        var end = value.IndexOf(quote);
        return end < 0 ? [] : value[..end].Trim();
    }
}
