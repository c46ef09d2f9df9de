using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Writes what stands inside an element as markup again.</summary>
internal static class XmlMarkup
{
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

    /// <summary>The content of an element. Text is escaped where the markup was XML; where it was meant as HTML, text may hold tags of its own.</summary>
    public static string Inner(FeedElement element, bool escapeText)
    {
        var to = new StringBuilder();
        AppendInner(to, element, escapeText);
        return to.ToString();
    }

    private static void AppendInner(StringBuilder to, FeedElement element, bool escapeText)
    {
        foreach (var (child, text) in element.Children)
        {
            if (child is not null)
            {
                Append(to, child, escapeText);
            }
            else
            {
                to.Append(escapeText ? EscapeText(text) : text);
            }
        }
    }

    private static void Append(StringBuilder to, FeedElement element, bool escapeText)
    {
        var name = element.Prefix is "xhtml" or "svg" or "math" or "" ? element.LocalName : element.Name;
        to.Append('<').Append(name);
        if (element.Prefix is "svg" or "math" && element.Parent?.Prefix is not ("svg" or "math"))
        {
            to.Append(" xmlns=\"").Append(EscapeAttribute(element.Namespace)).Append('"');
        }

        foreach (var (key, value) in element.Attributes)
        {
            to.Append(' ').Append(key).Append("=\"").Append(EscapeAttribute(value)).Append('"');
        }

        if (Void.Contains(name) || (element.Children.Count == 0 && element.Prefix is "svg" or "math"))
        {
            // A <br> that was never closed holds what should follow it.
            to.Append(" />");
            AppendInner(to, element, escapeText);
            return;
        }

        to.Append('>');
        AppendInner(to, element, escapeText);
        to.Append("</").Append(name).Append('>');
    }

    private static string EscapeText(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    public static string EscapeAttribute(string value) => EscapeText(value).Replace("\"", "&quot;", StringComparison.Ordinal);
}
