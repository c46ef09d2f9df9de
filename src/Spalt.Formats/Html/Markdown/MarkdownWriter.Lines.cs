using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Spalt.Formats.Html.Markdown;

internal sealed partial class MarkdownWriter
{
    private static readonly SearchValues<char> OddInAddress = SearchValues.Create("()*_[]");

    // Whether characters that Markdown might read are escaped.
    private bool _escape;

    private bool _oneLine;

    private bool _inLink;

    private string Line(INode parent, bool oneLine) => Line(parent.ChildNodes, oneLine);

    private string Line(IEnumerable<INode> nodes, bool oneLine)
    {
        _oneLine = oneLine;
        var line = new StringBuilder();
        Inlines(line, nodes);
        return line.ToString();
    }

    // Each with what follows it: to ask a node for that costs the square of the line's nodes.
    private void Inlines(StringBuilder line, IEnumerable<INode> nodes)
    {
        INode? node = null;
        foreach (var following in nodes)
        {
            if (node is not null)
            {
                Inline(line, node, following);
            }

            node = following;
        }

        if (node is not null)
        {
            Inline(line, node, following: null);
        }
    }

    private void Inline(StringBuilder line, INode node, INode? following)
    {
        switch (node)
        {
            case IText text: Text(line, text, following); break;
            case IElement { LocalName: "br" }: line.Append(_oneLine ? "<br>" : "\\\n"); break;
            case IElement { LocalName: "img" } picture: Picture(line, picture); break;
            case IElement { LocalName: "code", ChildElementCount: 0 } code: CodeSpan(line, code); break;
            case IElement { LocalName: "em" } element: Emphasis(line, element, LastOf(line) is '*' || Next(element, following) is '*' ? "_" : "*", following); break;
            case IElement { LocalName: "strong" } element: Emphasis(line, element, "**", following); break;
            case IElement { LocalName: "s" } element: Emphasis(line, element, "~~", following); break;
            case IElement { LocalName: "a" } link: Link(line, link); break;
            case IElement { LocalName: "sup", ClassName: "footnote-ref" } sup when _footnotes && IsReference(sup): line.Append(CultureInfo.InvariantCulture, $"[^{sup.TextContent}]"); break;
            case IElement element: Tagged(line, element); break;
        }
    }

    private static bool IsReference(IElement sup) =>
        sup.ChildNodes is [IElement { LocalName: "a", ChildElementCount: 0 } link] && link.GetAttribute("href") == "#fn" + link.TextContent;

    private void Inside(StringBuilder line, IElement element) => Inlines(line, element.ChildNodes);

    private void Tagged(StringBuilder line, IElement element)
    {
        Tag(line, element);
        Inside(line, element);
        line.Append(CultureInfo.InvariantCulture, $"</{element.LocalName}>");
    }

    private static void Tag(StringBuilder line, IElement element)
    {
        line.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            line.Append(CultureInfo.InvariantCulture, $" {attribute.Name}=\"{Encoded(attribute.Value)}\"");
        }

        line.Append('>');
    }

    private static string Encoded(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // CommonMark § 6.2: a delimiter opens and closes by what stands on both sides of it.
    private void Emphasis(StringBuilder line, IElement element, string mark, INode? following)
    {
        var before = LastOf(line);
        var inner = new StringBuilder().Append(mark);
        Inside(inner, element);
        var after = Next(element, following);
        var (first, last) = (inner[mark.Length], inner[^1]);
        var opens = !char.IsWhiteSpace(first) && (!IsPunctuation(first) || !IsWord(before)) && (mark is not "_" || !IsWord(before));
        var closes = !char.IsWhiteSpace(last) && (!IsPunctuation(last) || !IsWord(after)) && (mark is not "_" || !IsWord(after));
        if (opens && closes && before != mark[0] && after != mark[0] && first != mark[0])
        {
            line.Append(inner).Append(mark);
        }
        else
        {
            Tagged(line, element);
        }
    }

    private static void CodeSpan(StringBuilder line, IElement code)
    {
        var text = code.TextContent;
        if (text is ['`', ..] or [.., '`'] or [' ', .., ' '])
        {
            text = $" {text} ";
        }

        var fence = new string('`', LongestRun(text, '`') + 1);
        line.Append(fence).Append(text).Append(fence);
    }

    private void Link(StringBuilder line, IElement link)
    {
        var address = link.GetAttribute("href")!;
        if (link.Attributes.Any(a => a.Name is not ("href" or "rel" or "title")))
        {
            Tagged(line, link);
            return;
        }

        if (address == link.TextContent && link.ChildElementCount == 0 && Title(link).Length == 0 && link.ChildNodes.Length == 1 && Absolute().IsMatch(address))
        {
            line.Append('<').Append(address).Append('>');
            return;
        }

        line.Append('[');
        _inLink = true;
        Inside(line, link);
        _inLink = false;
        line.Append("](").Append(Destination(address)).Append(Title(link)).Append(')');
    }

    private void Picture(StringBuilder line, IElement picture)
    {
        var alt = picture.GetAttribute("alt") ?? "";
        if (alt.Length == 0 ? picture.HasAttribute("alt") : string.IsNullOrWhiteSpace(alt))
        {
            // Markdown has no way to say that a picture is decoration.
            Tag(line, picture);
            return;
        }

        line.Append("![").Append(_escape ? InAlt().Replace(alt, "\\$0") : alt).Append("](").Append(Destination(picture.GetAttribute("src")!)).Append(Title(picture)).Append(')');
        if (picture.GetAttribute("width") is { } width && picture.GetAttribute("height") is { } height)
        {
            line.Append(CultureInfo.InvariantCulture, $"{{{width}x{height}}}");
        }
    }

    private static string Title(IElement element) => element.GetAttribute("title") is { Length: > 0 } title
        ? $" \"{title.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal)}\""
        : "";

    private string Destination(string address)
    {
        var plain = _escape ? Entity().Replace(address, "&amp;") : address;
        return address.AsSpan().ContainsAny(OddInAddress) ? $"<{plain}>" : plain;
    }

    private void Text(StringBuilder line, IText text, INode? following)
    {
        var data = text.Data;
        for (var i = 0; i < data.Length; i++)
        {
            var before = i > 0 ? data[i - 1] : LastOf(line);
            var after = i + 1 < data.Length ? data[i + 1] : Next(text, following);
            if (data[i] == '\u00A0' && _escape && (IsEdge(before) || IsEdge(after)))
            {
                line.Append("&nbsp;");
                continue;
            }

            if (IsRead(data.AsSpan(i), before, after, line))
            {
                line.Append('\\');
            }

            line.Append(data[i]);
        }
    }

    /// <summary>Whether Markdown might read the first character of the rest.</summary>
    private bool IsRead(ReadOnlySpan<char> rest, char before, char after, StringBuilder line)
    {
        // Whether a footnote has that name is not to be seen in a block by itself.
        if (rest is ['[', '^', ..])
        {
            return true;
        }

        if (!_escape)
        {
            return false;
        }

        return rest[0] switch
        {
            '\\' => IsPunctuation(after) || IsEdge(after),
            '`' => true,
            '*' => !(char.IsWhiteSpace(before) && char.IsWhiteSpace(after)) || IsLineStart(line),
            '_' => !(char.IsWhiteSpace(before) && char.IsWhiteSpace(after)) && !(IsWord(before) && IsWord(after)),
            '~' => before == '~' || after == '~',
            '[' => _inLink,
            ']' => after is '(' or '[' or ':' or '{' || _inLink,
            '!' => after is '[',
            '<' => char.IsAsciiLetter(after) || after is '/' or '!' or '?',
            '&' => EntityHere().IsMatch(rest),
            '{' => before is ')',
            '#' or '>' or '+' or '-' or '=' or '|' => IsLineStart(line),
            '.' or ')' => NumberAtStart().IsMatch(line.ToString(Math.Max(0, line.Length - 10), Math.Min(10, line.Length))) && (char.IsWhiteSpace(after) || IsEdge(after)),
            _ => false,
        };
    }

    /// <summary>What will be written after a node, as far as delimiters care: a letter, a space, a mark; the line's end is a newline.</summary>
    private char Next(INode node, INode? following)
    {
        if (following is null)
        {
            return node.Parent switch
            {
                IElement { LocalName: "em" or "strong" } => '*',
                IElement { LocalName: "s" } => '~',
                IElement { LocalName: "a" } => ']',
                IElement { LocalName: "li" or "td" or "th" or "figcaption" } => '\n',
                var parent => IsBlock(parent!) ? '\n' : '<',
            };
        }

        return following switch
        {
            IText text => text.Data is [var next, ..] ? next : '\n',
            IElement { LocalName: "em" or "strong" } => '*',
            IElement { LocalName: "s" } => '~',
            IElement { LocalName: "a" } or IElement { ClassName: "footnote-ref" } => '[',
            IElement { LocalName: "br" } => _oneLine ? '<' : '\n',
            IElement { LocalName: "code" } => '`',
            IElement { LocalName: "img" } => '!',
            var other => IsBlock(other) ? '\n' : '<',
        };
    }

    private static char LastOf(StringBuilder line) => line.Length > 0 ? line[^1] : '\n';

    private static bool IsLineStart(StringBuilder line) => LastOf(line) is '\n';

    private static bool IsEdge(char c) => c is '\n';

    private static bool IsPunctuation(char c) => char.IsPunctuation(c) || char.IsSymbol(c);

    private static bool IsWord(char c) => !char.IsWhiteSpace(c) && !IsPunctuation(c);

    [GeneratedRegex("^https?://[!-;=?-~]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Absolute();

    [GeneratedRegex("[\\[\\]\\\\*_`~<&!]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InAlt();

    [GeneratedRegex("^&#?[A-Za-z0-9]{1,32};", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntityHere();

    [GeneratedRegex("&(?=#?[A-Za-z0-9]{1,32};)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entity();

    [GeneratedRegex("(^|\n)[0-9]{1,9}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberAtStart();
}
