using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// The days that stand as headings above posts, each once for all that were written on it, as Blogger, TypePad and WordPress's oldest
/// themes show them.
/// </summary>
internal static class DayHeadings
{
    private const int Longest = 80;

    /// <summary>Each post's day, of those that have one above them.</summary>
    public static Dictionary<IElement, PartialDate> Of(IHtmlDocument document, IReadOnlyList<IElement> roots)
    {
        var days = roots.ToDictionary(root => root, _ => PartialDate.Unknown);
        PartialDate day = PartialDate.Unknown;
        Walk(document.Body, days, ref day);
        return days;
    }

    private static void Walk(IElement? from, Dictionary<IElement, PartialDate> days, ref PartialDate day)
    {
        if (from is null)
        {
            return;
        }

        foreach (IElement element in from.Children)
        {
            if (days.ContainsKey(element))
            {
                days[element] = day;
            }
            else if (PageElements.IsHeading(element) || element.ClassList.Contains("date-header"))
            {
                day = DayOf(element) is { IsKnown: true } known ? known : day;
            }
            else if (!PageElements.IsCommentArea(element) && !PageElements.IsAside(element))
            {
                Walk(element, days, ref day);
            }
        }
    }

    private static PartialDate DayOf(IElement heading) =>
        heading.Line() is { Length: <= Longest } line && WrittenDate.Parse(line) is { Precision: >= DatePrecision.Day } date ? date : PartialDate.Unknown;
}
