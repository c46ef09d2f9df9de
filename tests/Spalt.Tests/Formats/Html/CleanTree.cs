using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Tests.Formats.Html;

/// <summary>What an HTML parser that is not ours sees in the sanitiser's output.</summary>
internal static class CleanTree
{
    private static readonly HashSet<string> Elements = [.. ("p h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table thead tbody tfoot tr td th caption figure figcaption hr br img a "
        + "b i u s em strong small code del ins sub sup mark q cite abbr kbd samp var dfn time bdi bdo ruby rt rp div aside section").Split(' ')];

    private static readonly HashSet<string> Attributes = [.. "href title rel src alt width height start type reversed value colspan rowspan scope datetime cite dir class id".Split(' ')];

    private static readonly HashSet<string> Classes = [.. "div.gallery aside.pullquote aside.factbox section.footnotes figure.embed a.embed-link a.footnote-back sup.footnote-ref small.credit".Split(' ')];

    private static readonly HashSet<string> Blocks = [.. "p h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure hr div aside section".Split(' ')];

    /// <summary>Fails unless every node, attribute and address is on the list, and the tree is written as it is read.</summary>
    public static void AssertClean(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
        var ids = body.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(body.QuerySelectorAll("div, aside, section"), e => Assert.True(e.ClassName is not null && e.ParentElement == body, html));
        Assert.All(body.QuerySelectorAll(".gallery"), e => Assert.True(e.ChildElementCount > 1 && e.ChildNodes.All(c => c is IElement { LocalName: "figure", ClassName: null or "" }), html));
        Assert.All(body.QuerySelectorAll(".footnotes"), e => Assert.True(e.ChildElementCount > 0 && e.ChildNodes.All(c => c is IElement { LocalName: "ol" }), html));
        Assert.All(body.QuerySelectorAll(".embed"), e => Assert.True(
            e.ChildNodes[0] is IElement { ClassName: "embed-link" } && e.ChildNodes.Skip(1).All(c => c is IElement { LocalName: "figcaption" }), html));
        Assert.Equal(body.QuerySelectorAll(".embed-link").Length, body.QuerySelectorAll(".embed > .embed-link").Length);
        Assert.Equal(body.QuerySelectorAll(".credit").Length, body.QuerySelectorAll("figcaption .credit").Length);
        Assert.All(body.ChildNodes, node => Assert.Contains(node.NodeName.ToLowerInvariant(), Blocks));
        foreach (var node in body.Descendants())
        {
            if (node is not IElement element)
            {
                Assert.True(node is IText, $"{node.NodeName} in {html}");
                continue;
            }

            Assert.Equal(NamespaceNames.HtmlUri, element.NamespaceUri);
            Assert.Contains(element.LocalName, Elements);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, Attributes);
                if (attribute.Name is "class")
                {
                    Assert.Contains($"{element.LocalName}.{attribute.Value}", Classes);
                }
                else if (attribute.Name is "id")
                {
                    Assert.Matches(element.LocalName is "li" ? "^fn[1-9][0-9]{0,3}$" : "^fnref[1-9][0-9]{0,3}$", attribute.Value);
                }
                else if (attribute.Name is "href" or "src" or "cite")
                {
                    AssertSafe(attribute.Value);
                }
            }
        }

        Assert.Equal(html.Replace("&#91;", "[", StringComparison.Ordinal), Write(body));
    }

    private static void AssertSafe(string address)
    {
        Assert.DoesNotContain(address, c => c <= ' ' || c == '\\');
        Assert.False(address.StartsWith("//", StringComparison.Ordinal), address);
        var colon = address.AsSpan().IndexOfAny(":/?#");
        if (colon >= 0 && address[colon] == ':')
        {
            Assert.True(address[..colon] is "http" or "https" or "mailto" or "tel", address);
        }
    }

    private static string Write(INode parent) => string.Concat(parent.ChildNodes.Select(node => node switch
    {
        IText text => Escape(text.Data),
        IElement { LocalName: "br" or "hr" or "img" } element => Tag(element),
        IElement element => $"{Tag(element)}{(element.LocalName is "pre" && element.TextContent.StartsWith('\n') && element.FirstChild is IText ? "\n" : "")}{Write(element)}</{element.LocalName}>",
        _ => throw new InvalidOperationException(node.NodeName),
    }));

    private static string Tag(IElement element) =>
        $"<{element.LocalName}{string.Concat(element.Attributes.Select(a => $" {a.Name}=\"{Escape(a.Value).Replace("\"", "&quot;", StringComparison.Ordinal)}\""))}>";

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
