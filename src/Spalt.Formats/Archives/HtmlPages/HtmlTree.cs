using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Builds a page's tree, and gives up where it grows beyond what a page can be: <see cref="HtmlLimits"/> reads tags, and what a
/// tree-builder makes of tags that were written to deceive cannot be told from them alone.
/// </summary>
internal static class HtmlTree
{
    /// <summary>Levels; <see cref="HtmlLimits"/> leaves fewer open.</summary>
    private const int Depth = 300;

    /// <summary>Levels of all elements together: a page of 200,000 elements may have 40 on average.</summary>
    private const int Levels = 8_000_000;

    /// <exception cref="SavedPageException">it is no page that anybody wrote</exception>
    public static IHtmlDocument Parse(string html)
    {
        IElement? before = null;
        int levels = 0;
        return new HtmlParser(new HtmlParserOptions { MaximumDepth = int.MaxValue, OnCreated = (element, _) => Check(element) }).ParseDocument(html);

        void Check(IElement element)
        {
            int depth = before is null ? 0 : DeepestAt(before);
            levels += depth;
            if (depth > Depth || levels > Levels)
            {
                throw SavedPageException.TooDeep();
            }

            before = element;
        }
    }

    /// <summary>Levels down to what was put into an element last: what a tree-builder opens anew is not told of.</summary>
    private static int DeepestAt(IElement element)
    {
        int depth = 0;
        for (INode? node = element; node is not null; node = node.LastChild)
        {
            depth++;
        }

        for (INode? node = element.Parent; node is not null; node = node.Parent)
        {
            depth++;
        }

        return depth;
    }
}
