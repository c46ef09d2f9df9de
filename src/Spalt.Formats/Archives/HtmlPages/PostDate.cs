using AngleSharp.Dom;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// When a post was published: what machines are told, then what readers are, in the body too (Kubrick) or above all posts of a
/// day (Blogger), then what its address says.
/// </summary>
internal static class PostDate
{
    private static readonly string[] Stated =
    [
        "time.dt-published", ".dt-published", "time.entry-date.published", "[itemprop~=datePublished]", "[property~='dc:date'], [property~='schema:dateCreated']", "time.published", "abbr.published", ".published",
        "time.entry-date", ".wp-block-post-date time", ".entry-date time", ".posted-on time", "time[pubdate]", "time[datetime]:not(.updated):not(.dt-updated):not([itemprop=dateModified])", "time",
    ];

    private const string Visible =
        ".posted-on, .entry-date, .post-date, .wp-block-post-date, .date, .post-time, .entry-meta, .post-meta, .postmetadata, .entry-header-meta, .meta, .byline, .submitted, .node__submitted, small, header, footer";

    public static PartialDate Of(PostScope scope)
    {
        foreach (string selector in Stated)
        {
            foreach (IElement element in scope.All(selector).Take(3))
            {
                if (Of(element) is { IsKnown: true } stated)
                {
                    return stated;
                }
            }
        }

        foreach (IElement element in scope.All(Visible).Take(12))
        {
            if (FirstIn(element.Line()) is { IsKnown: true } visible)
            {
                return visible;
            }
        }

        foreach (IElement element in scope.All(PostScope.Details, inBody: true).Take(3))
        {
            if (FirstIn(element.Line()) is { IsKnown: true } told)
            {
                return told;
            }
        }

        return PartialDate.Unknown;
    }

    /// <summary>The date of one element: of its attribute for machines, else of its text.</summary>
    public static PartialDate Of(IElement element)
    {
        string? machine = element.LocalName is "abbr" ? element.Attribute("title") : element.Attribute("datetime", "content");
        machine ??= element.QuerySelector(".value-title").Attribute("title") ?? element.QuerySelector("time[datetime], abbr[title], [property~='dc:date'][content]").Attribute("datetime", "content", "title");
        PartialDate date = WrittenDate.Parse(machine);
        return date.IsKnown ? date : FirstIn(element.Line());
    }

    public static PartialDate FirstIn(string text) =>
        text.Length <= 600 && WrittenDate.TryFind(text, out PartialDate date, out _) && date.Precision >= DatePrecision.Day ? date : PartialDate.Unknown;
}
