using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>A line of the capture that says something, trimmed, in Unicode's composed form.</summary>
/// <param name="AfterBlank">Whether an empty line, or one of spaces only, stands before it.</param>
/// <param name="Width">Columns up to the line's end, indentation included.</param>
internal readonly record struct CaptureLine(string Text, bool AfterBlank, int Width);

/// <summary>The capture's lines, its wrapping undone.</summary>
internal static partial class CaptureLines
{
    private const int NarrowestPage = 50;
    private const int WidestPage = 120;

    public static List<CaptureLine> Of(string text)
    {
        var lines = new List<CaptureLine>();
        bool blank = true;
        foreach (ReadOnlySpan<char> raw in WithoutLinkNumbers(text).AsSpan().EnumerateLines())
        {
            string line = Trim(raw).ToString();
            if (line.Length == 0 || IsImageMark(line))
            {
                blank |= line.Length == 0;
                continue;
            }
            if (!line.IsNormalized())
            {
                line = line.Normalize();
            }

            lines.Add(new CaptureLine(line, blank, raw.TrimEnd().Length));
            blank = false;
        }
        return Unwrap(lines);
    }

    /// <summary>
    /// Joins what a program broke at its page's width. A line was broken there if the next line's first word would not have
    /// fitted on it; the page was wrapped if that holds for at least every other line that has one below it.
    /// </summary>
    private static List<CaptureLine> Unwrap(List<CaptureLine> lines)
    {
        int width = lines.Where(line => line.Text.Contains(' ', StringComparison.Ordinal)).Select(line => line.Width).DefaultIfEmpty().Max();
        if (width is < NarrowestPage or > WidestPage)
        {
            return lines;
        }

        int pairs = 0, full = 0;
        for (int i = 1; i < lines.Count; i++)
        {
            if (lines[i].AfterBlank)
            {
                continue;
            }

            pairs++;
            if (IsFull(lines[i - 1], lines[i], width))
            {
                full++;
            }
        }
        if (full < 2 || full * 2 < pairs || (full < 3 && full < pairs))
        {
            return lines;
        }

        var joined = new List<CaptureLine>();
        var paragraph = new StringBuilder();
        for (int i = 0; i < lines.Count; i++)
        {
            if (paragraph.Length == 0)
            {
                joined.Add(lines[i]);
            }

            paragraph.Append(lines[i].Text);
            if (i + 1 < lines.Count && !lines[i + 1].AfterBlank && IsFull(lines[i], lines[i + 1], width))
            {
                paragraph.Append(' ');
                continue;
            }
            joined[^1] = joined[^1] with { Text = paragraph.ToString() };
            paragraph.Clear();
        }
        return joined;
    }

    private static bool IsFull(CaptureLine line, CaptureLine next, int width)
    {
        int word = next.Text.IndexOf(' ', StringComparison.Ordinal);
        return line.Width + 1 + (word < 0 ? next.Text.Length : word) > width;
    }

    /// <summary>A page by Lynx has its links numbered, <c>[12]Sport</c>, and their addresses listed at its end: the text without both.</summary>
    private static string WithoutLinkNumbers(string text)
    {
        int list = text.LastIndexOf("\nReferences\n", StringComparison.Ordinal);
        return list >= 0 && text.Length > list + 12 && FirstReference().IsMatch(text.AsSpan(list + 12, Math.Min(200, text.Length - list - 12)))
            ? LinkNumber().Replace(text[..list], "")
            : text;
    }

    [GeneratedRegex(@"^\s{0,20}(Visible links:?\s{1,20})?1\. [a-z]{3,10}:", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex FirstReference();

    [GeneratedRegex(@"\[\d{1,4}\]", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex LinkNumber();

    /// <summary>Without spaces of any kind, and the invisible characters that pages put between them.</summary>
    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        while (!line.IsEmpty && IsSpace(line[0]))
        {
            line = line[1..];
        }

        while (!line.IsEmpty && IsSpace(line[^1]))
        {
            line = line[..^1];
        }

        return line;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u2060' or '\uFEFF' or '\u00AD';

    private static bool IsImageMark(string line) => line is "[IMG]" or "[IMAGE]" or "[INLINE]" or "[image]" or "[Bild]" or "[bild]";
}
