using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spalt.Formats.Archives.TextCaptures;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// The posts of a page whose markup and text name nothing: headings of equal rank beside each other with paragraphs under each. A
/// long article has those, too. So each section must tell that it is a post by a date, an address of its own or a comment link; or there
/// are at least three with whole sentences, and nothing is said above the first.
/// </summary>
internal static class HeadedSections
{
    private const int Most = 2000;
    private const int Fewest = 3;
    private const int LongestMotto = 120;
    private const string Headings = "h1, h2, h3, h4, h5, h6";

    /// <summary>An element for each post, or none where it is not evident which they are.</summary>
    public static IReadOnlyList<IElement> Find(IHtmlDocument document)
    {
        List<IElement> headings = [.. document.QuerySelectorAll(Headings).Take(Most).Where(heading => !IsOutside(heading) && !string.IsNullOrWhiteSpace(heading.TextContent))];
        List<List<IElement>> beside = [.. headings.GroupBy(heading => (heading.ParentElement, heading.LocalName)).Select(group => Sections(group.Key.ParentElement!, [.. group]))];
        List<List<IElement>> wrapped = [.. headings.Where(IsFirst).GroupBy(heading => (heading.ParentElement!.ParentElement, heading.ParentElement.LocalName, heading.LocalName))
            .Where(group => group.Key.ParentElement is not null).Select(group => Wrapped(group.Key.ParentElement!, [.. group]))];
        return beside.Concat(wrapped).Where(sections => sections.Count > 1).ToList() is [var only] ? only : [];
    }

    private static bool IsOutside(IElement heading) => heading.Ancestors<IElement>().Any(at =>
        at.LocalName is "header" or "footer" or "form" || PageElements.IsAside(at) || PageElements.IsComment(at) || PageElements.IsCommentArea(at));

    private static bool IsFirst(IElement heading) =>
        heading.ParentElement is { LocalName: "div" or "section" or "li" or "td" } parent && ReferenceEquals(parent.QuerySelector(Headings), heading);

    /// <summary>Each heading with what follows it up to the next.</summary>
    private static List<IElement> Sections(IElement parent, List<IElement> headings)
    {
        var starts = headings.ToHashSet();
        var sections = new List<IElement>();
        int above = 0;
        foreach (INode node in parent.ChildNodes)
        {
            if (node is IElement heading && starts.Contains(heading))
            {
                if (CaptureFurniture.IsAny(heading.Line()))
                {
                    break;
                }

                sections.Add(parent.Owner!.CreateElement("article"));
            }
            else if (sections.Count == 0)
            {
                above += node is IElement title && PageElements.IsHeading(title) ? 0 : node.TextContent.AsSpan().Trim().Length;
                continue;
            }
            else if (node is IElement other && PageElements.IsHeading(other) && string.CompareOrdinal(other.LocalName, headings[0].LocalName) < 0)
            {
                return [];
            }

            sections[^1].AppendChild(node.Clone());
        }
        return ArePosts(sections, above) ? sections : [];
    }

    /// <summary>Elements beside each other of which each begins with such a heading.</summary>
    private static List<IElement> Wrapped(IElement around, List<IElement> headings)
    {
        var wrappers = headings.Select(heading => heading.ParentElement!).ToHashSet();
        List<IElement> sections = [.. headings.TakeWhile(heading => !CaptureFurniture.IsAny(heading.Line())).Select(heading => heading.ParentElement!)];
        int above = around.ChildNodes.TakeWhile(node => node is not IElement element || !wrappers.Contains(element))
            .Sum(node => node is IElement title && PageElements.IsHeading(title) ? 0 : node.TextContent.AsSpan().Trim().Length);
        return ArePosts(sections, above) ? sections : [];
    }

    private static bool ArePosts(List<IElement> sections, int above) =>
        sections.Count > 1 && sections.TrueForAll(section => section.QuerySelectorAll("p").Any(paragraph => !string.IsNullOrWhiteSpace(paragraph.TextContent)))
        && (sections.TrueForAll(TellsItsDay) || HaveAddresses(sections) || sections.TrueForAll(HasCommentLink)
            || (sections.Count >= Fewest && above <= LongestMotto && sections.TrueForAll(HasSentence)));

    private static bool TellsItsDay(IElement section) => section.QuerySelectorAll("p, div, span, small, time, em, i, " + Headings).Take(40)
        .Any(element => element.TextContent.Length <= LongestMotto && PostDate.Of(element).IsKnown);

    private static bool HaveAddresses(List<IElement> sections)
    {
        List<string?> addresses = [.. sections.Select(section => section.QuerySelector(Headings)?.QuerySelector("a[href]").Attribute("href"))];
        return addresses.TrueForAll(address => address is not null && address[0] != '#') && addresses.Distinct(StringComparer.Ordinal).Count() == addresses.Count;
    }

    private static bool HasCommentLink(IElement section) =>
        section.QuerySelectorAll("a").Any(link => CommentLink.TryReadLine(link.Line(), out _));

    private static bool HasSentence(IElement section) =>
        section.QuerySelectorAll("p").Any(paragraph => paragraph.TextContent.AsSpan().TrimEnd() is [.., '.' or '!' or '?' or '…' or '”' or '"' or ')']);
}
