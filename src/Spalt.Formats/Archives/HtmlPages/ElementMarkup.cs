using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html;

namespace Spalt.Formats.Archives.HtmlPages;

internal static class ElementMarkup
{
    /// <summary>
    /// What stands between an element's tags, without comments. The library's own way looks for each node among its siblings from the
    /// first one on, which takes the square of their number.
    /// </summary>
    public static string Inside(this IElement element)
    {
        var html = new StringBuilder();
        Append(element, html);
        return html.ToString().Trim();
    }

    private static void Append(IElement element, StringBuilder html)
    {
        bool literal = element.Flags.HasFlag(NodeFlags.LiteralText);
        foreach (INode child in element.ChildNodes)
        {
            if (child is IText text)
            {
                html.Append(literal ? HtmlMarkupFormatter.Instance.LiteralText(text) : HtmlMarkupFormatter.Instance.Text(text));
            }

            if (child is not IElement inner)
            {
                continue;
            }

            bool empty = inner.Flags.HasFlag(NodeFlags.SelfClosing);
            html.Append(HtmlMarkupFormatter.Instance.OpenTag(inner, empty));

            // A parser leaves out the first line break of such an element (HTML §13.2.6.4.7).
            if (inner.Flags.HasFlag(NodeFlags.LineTolerance) && inner.FirstChild is IText { Data: ['\n', ..] })
            {
                html.Append('\n');
            }

            Append(inner, html);
            html.Append(HtmlMarkupFormatter.Instance.CloseTag(inner, empty));
        }
    }
}
