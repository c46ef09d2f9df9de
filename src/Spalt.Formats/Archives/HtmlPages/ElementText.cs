using System.Text;
using AngleSharp.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>The text of elements as a reader sees it.</summary>
internal static class ElementText
{
    /// <summary>On one line, spaces collapsed, what only screen readers get left out.</summary>
    public static string Line(this INode? node)
    {
        if (node is null)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(node, text, blocks: false);
        return Collapse(text.ToString());
    }

    /// <summary>Block elements on lines of their own with an empty line between them: the page as a text capture.</summary>
    public static string Lines(this INode node)
    {
        var text = new StringBuilder();
        Append(node, text, blocks: true);
        return string.Join('\n', text.ToString().Split('\n').Select(Collapse));
    }

    public static string? Attribute(this IElement? element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (element?.GetAttribute(name) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }

    private static void Append(INode node, StringBuilder text, bool blocks)
    {
        foreach (INode child in node.ChildNodes)
        {
            if (child is IText words)
            {
                text.Append(blocks && node is not IElement { LocalName: "pre" } ? words.Data.Replace('\n', ' ') : words.Data);
            }

            if (child is not IElement element || element.LocalName is "script" or "style" or "noscript" or "template" or "svg" or "select"
                || element.ClassList.Contains("screen-reader-text"))
            {
                continue;
            }

            if (element.LocalName is "br")
            {
                text.Append(blocks ? '\n' : ' ');
            }

            bool block = IsBlock(element.LocalName);
            if (block)
            {
                text.Append(blocks ? "\n\n" : " ");
            }

            Append(element, text, blocks);
            if (block)
            {
                text.Append(blocks ? "\n\n" : " ");
            }
        }
    }

    private static bool IsBlock(string name) => name is "p" or "div" or "li" or "ul" or "ol" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "article"
        or "section" or "header" or "footer" or "main" or "aside" or "nav" or "blockquote" or "pre" or "table" or "tr" or "td" or "th" or "figure" or "figcaption"
        or "form" or "hr" or "dl" or "dt" or "dd" or "address" or "small";

    private static string Collapse(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            bool space = c is ' ' or '\t' or '\n' or '\r' or '\f';
            if (!space)
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
        return line.ToString().Trim();
    }
}
