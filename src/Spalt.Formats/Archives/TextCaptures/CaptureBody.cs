using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>Lines of text as a fragment of HTML.</summary>
internal static partial class CaptureBody
{
    /// <param name="spaced">
    /// The page has empty lines between its paragraphs, so that a line directly under another one continues its paragraph.
    /// </param>
    public static string ToHtml(IReadOnlyList<CaptureLine> lines, bool spaced)
    {
        var html = new StringBuilder();
        for (int i = 0; i < lines.Count;)
        {
            int items = Items(lines, i, out string element);
            if (items > 1)
            {
                AppendList(html, lines, i, items, element);
                i += items;
                continue;
            }
            html.Append("<p>").Append(Escape(lines[i++].Text));
            while (spaced && i < lines.Count && !lines[i].AfterBlank && Items(lines, i, out _) < 2)
            {
                html.Append("<br>").Append(Escape(lines[i++].Text));
            }

            html.Append("</p>\n");
        }
        return html.ToString().TrimEnd('\n');
    }

    /// <summary>
    /// How many lines from here on are items of one list: numbered 1, 2, 3, … in one manner, or with one bullet. A dash opens a
    /// line of speech as often as an item, and stays as it is.
    /// </summary>
    private static int Items(IReadOnlyList<CaptureLine> lines, int from, out string element)
    {
        Match first = ListItem().Match(lines[from].Text);
        bool numbered = first.Groups["number"].Success;
        element = numbered ? "ol" : "ul";
        if (!first.Success)
        {
            return 0;
        }

        int count = 0;
        for (; from + count < lines.Count; count++)
        {
            Match item = ListItem().Match(lines[from + count].Text);
            if (!item.Success || !item.Groups["mark"].ValueSpan.SequenceEqual(first.Groups["mark"].ValueSpan))
            {
                break;
            }

            string number = (count + 1).ToString(CultureInfo.InvariantCulture);
            if (numbered ? !item.Groups["number"].ValueSpan.SequenceEqual(number) : item.Groups["number"].Success)
            {
                break;
            }
        }
        return count;
    }

    private static void AppendList(StringBuilder html, IReadOnlyList<CaptureLine> lines, int from, int items, string element)
    {
        html.Append('<').Append(element).Append(">\n");
        foreach (CaptureLine line in lines.Skip(from).Take(items))
        {
            html.Append("<li>").Append(Escape(ListItem().Replace(line.Text, "", 1))).Append("</li>\n");
        }

        html.Append("</").Append(element).Append(">\n");
    }

    private static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                default: html.Append(c); break;
            }
        }
        return html.ToString();
    }

    [GeneratedRegex(@"^(?:(?<number>\d{1,3})(?<mark>[.)])|(?<mark>[•●▪*]))\s+(?=\S)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex ListItem();
}
