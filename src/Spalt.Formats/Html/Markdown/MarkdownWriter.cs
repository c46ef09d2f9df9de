using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Formats.Html.Markdown;

/// <summary>
/// Writes stored HTML as Markdown, block by block. Whether a block says what it should is found out by reading it back: first
/// with its text as it is, then with what Markdown would read escaped; a block that still becomes another stays HTML.
/// </summary>
internal sealed partial class MarkdownWriter(string storedHtml)
{
    // Nobody reads deeper lists, and what is indented at every level would grow with the square of the depth.
    private const int Deepest = 8;

    private static readonly HtmlParser Parser = new();

    private readonly List<string> _slices = Slices(storedHtml);

    private bool _footnotes;

    // Two lists beside each other must not look as one.
    private bool _otherMarker;

    public string Write()
    {
        _footnotes = _slices.Count > 0 && _slices[^1].StartsWith("<section", StringComparison.Ordinal);
        return Whole() ?? (_footnotes ? WithoutFootnotes() : null) ?? AllRaw();
    }

    private string AllRaw()
    {
        var raw = All(Raw);
        return MarkdownCost.IsTooMuch(raw) ? All(slice => Raw(MarkdownCost.Quiet(slice))) : raw;

        string All(Func<string, string> written) => string.Concat(_slices.Select(slice => written(slice) + "\n\n")).TrimEnd('\n') + Ending;
    }

    private string Ending => _slices.Count > 0 ? "\n" : "";

    private string? WithoutFootnotes()
    {
        _footnotes = false;
        return Whole();
    }

    private string? Whole()
    {
        var whole = new StringBuilder(storedHtml.Length);
        var last = "";
        foreach (var slice in _slices)
        {
            var list = slice[..3];
            _otherMarker = list is "<ul" or "<ol" && list == last && !_otherMarker;
            last = list;
            whole.Append(whole.Length > 0 ? "\n\n" : "").Append(Part(slice));
        }

        var markdown = whole.Append(Ending).ToString();
        return MarkdownText.ToHtml(markdown) == storedHtml ? markdown : null;
    }

    private string Part(string slice)
    {
        if (Parser.ParseDocument("<!doctype html>" + slice).Body!.FirstElementChild is not { } element)
        {
            return Raw(slice);
        }

        foreach (var escape in (ReadOnlySpan<bool>)[false, true])
        {
            _escape = escape;
            if (slice.StartsWith("<section", StringComparison.Ordinal))
            {
                if (_footnotes && FootnoteList(element) is { } notes && MarkdownText.PartToHtml($"{string.Join(' ', Labels(notes))}\n\n{notes}").Footnotes == slice)
                {
                    return notes;
                }
            }
            else if (Block(element, 0) is { } markdown && Says(markdown, slice))
            {
                return markdown;
            }
        }

        return Raw(slice);
    }

    private static bool Says(string markdown, string slice)
    {
        var notes = string.Concat(Labels(markdown).Distinct(StringComparer.Ordinal).Select(label => $"\n\n{label}: x"));
        return MarkdownText.PartToHtml(markdown + notes).Body == slice;
    }

    private static IEnumerable<string> Labels(string markdown) => Label().Matches(markdown).Select(match => match.Value);

    private string? Blocks(IEnumerable<INode> nodes, int depth)
    {
        var blocks = nodes.Select(node => node is IElement element ? Block(element, depth) : null).ToList();
        return blocks.Contains(null) ? null : string.Join("\n\n", blocks);
    }

    private string? Block(IElement element, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }

        switch (element.LocalName)
        {
            case "p": return Line(element, oneLine: false);
            case "h2" or "h3" or "h4" or "h5" or "h6":
                return $"{new string('#', element.LocalName[1] - '0')} {Line(element, oneLine: true)}";
            case "blockquote" when element.Attributes.Length == 0 && Blocks(element.ChildNodes, depth + 1) is { } quoted:
                return Prefixed(quoted, "> ", "> ");
            case "ul" or "ol": return List(element, depth);
            case "pre": return Code(element);
            case "hr": return "---";
            case "table": return Table(element);
            case "figure" when element.ClassName is null or "": return Figure(element);
            default: return null;
        }
    }

    private string? List(IElement list, int depth)
    {
        if (list.Attributes.Any(a => a.Name is not "start") || list.Children.Any(item => item.Attributes.Length > 0)
            || !int.TryParse(list.GetAttribute("start") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var loose = list.FirstElementChild?.FirstChild is IElement { LocalName: "p" };
        var (before, after) = list.LocalName is "ul" ? (_otherMarker ? "*" : "-", "") : ("", _otherMarker ? ")" : ".");
        var items = list.Children.Select((item, i) => Item(item, before + (after.Length > 0 ? (number + i).ToString(CultureInfo.InvariantCulture) + after : "") + " ", loose, depth)).ToList();
        return items.Contains(null) ? null : string.Join(loose ? "\n\n" : "\n", items);
    }

    private string? Item(IElement item, string mark, bool loose, int depth)
    {
        var bare = item.ChildNodes.TakeWhile(node => !IsBlock(node)).ToList();
        if (loose == bare.Count > 0 || Blocks(item.ChildNodes.Skip(bare.Count), depth + 1) is not { } blocks)
        {
            return null;
        }

        var line = Line(bare, oneLine: false);
        return Prefixed(line.Length > 0 && blocks.Length > 0 ? $"{line}\n{blocks}" : line + blocks, mark, new string(' ', mark.Length));
    }

    private static string? Code(IElement pre)
    {
        if (pre.ChildNodes is not [IElement { LocalName: "code", ChildElementCount: 0 } code])
        {
            return null;
        }

        var fence = new string('`', Math.Max(3, LongestRun(code.TextContent, '`') + 1));
        return $"{fence}\n{code.TextContent}\n{fence}";
    }

    private string? Table(IElement table)
    {
        var parts = table.Children.ToList();
        var rows = parts.SelectMany(part => part.Children).ToList();
        var header = parts[0].LocalName is "thead" && parts[0].ChildElementCount == 1;
        var columns = rows.Count == 0 ? 0 : rows[0].ChildElementCount;
        if (columns == 0 || parts.Count > (header ? 2 : 1) || parts[^1].LocalName is not ("tbody" or "thead")
            || rows.Any(row => row.ChildElementCount != columns || row.Children.Any(cell => cell.Attributes.Length > 0 || cell.Children.Any(IsBlock))))
        {
            return null;
        }

        var lines = rows.ConvertAll(row => $"| {string.Join(" | ", row.Children.Select(cell => Line(cell, oneLine: true).Replace("|", "\\|", StringComparison.Ordinal)))} |");
        if (!header)
        {
            lines.Insert(0, string.Concat(Enumerable.Repeat("|  ", columns)) + "|");
        }

        lines.Insert(1, string.Concat(Enumerable.Repeat("| --- ", columns)) + "|");
        return string.Join('\n', lines);
    }

    private string? Figure(IElement figure)
    {
        if (figure.FirstChild is not IElement picture || figure.ChildNodes.Skip(1).Any(node => node is not IElement { LocalName: "figcaption" })
            || figure.ChildElementCount > 2 || !(picture is { LocalName: "img" } || picture is { LocalName: "a", ChildNodes: [IElement { LocalName: "img" }] }))
        {
            return null;
        }

        var line = Line([picture], oneLine: false);
        return figure.ChildElementCount == 1 ? line : $"{line}\n{Line(figure.LastElementChild!, oneLine: false)}";
    }

    private string? FootnoteList(IElement section)
    {
        var notes = section.Children.SelectMany(list => list.Children).Select(Footnote).ToList();
        return notes.Contains(null) ? null : string.Join('\n', notes);
    }

    private string? Footnote(IElement item)
    {
        if (item.Id is not ['f', 'n', .. var number] || item.LastElementChild?.LastElementChild is not { ClassName: "footnote-back" } back)
        {
            return null;
        }

        if (back.PreviousSibling is IText space)
        {
            space.Data = space.Data.TrimEnd(' ');
        }

        var (parent, after) = (back.Parent!, back.NextSibling);
        back.Remove();
        var blocks = Blocks(item.ChildNodes, 1);
        parent.InsertBefore(back, after);
        return blocks is null ? null : Prefixed(blocks, $"[^{number}]: ", "    ");
    }

    // No blank line may end the block before it ends; a line for each block inside is easier to read.
    // What looks as a link is written so that it does not count as one.
    private static string Raw(string slice) => slice.StartsWith("<pre>", StringComparison.Ordinal)
        ? NoLinks(slice)
        : BetweenBlocks().Replace(NoLinks(slice).Replace("\n", "&#10;", StringComparison.Ordinal), "$0\n").TrimEnd('\n');

    private static string NoLinks(string slice) => slice.Replace("](", "]&#40;", StringComparison.Ordinal);

    private static string Prefixed(string text, string first, string others) =>
        first + string.Join('\n', text.Split('\n').Select((line, i) => i == 0 ? line : line.Length == 0 ? others.TrimEnd() : others + line));

    private static bool IsBlock(INode node) => node is IElement { LocalName: "p" or "ul" or "ol" or "blockquote" or "pre" or "table" or "figure" or "hr" or "dl" or "h2" or "h3" or "h4" or "h5" or "h6" };

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static List<string> Slices(string html)
    {
        var slices = new List<string>();
        var (start, end, depth) = (0, 0, 0);
        foreach (var piece in new Pieces(html))
        {
            end += piece.Content.Length;
            if (piece.IsTag && piece.Name is not ("br" or "img"))
            {
                depth += piece.Name is "hr" ? 0 : piece.IsEnd ? -1 : 1;
                if (depth == 0)
                {
                    slices.Add(html[start..end]);
                    start = end;
                }
            }
        }

        return slices;
    }

    [GeneratedRegex(@"(?<!\\)\[\^[0-9]+\]", RegexOptions.None, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("<(aside|ul|ol|section|div|table|thead|tbody|tfoot|tr|blockquote|dl)( [^>]*)?>|</(p|h[2-6]|li|ul|ol|dl|dt|dd|figure|figcaption|table|caption|thead|tbody|tfoot|tr|td|th|blockquote)>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex BetweenBlocks();
}
