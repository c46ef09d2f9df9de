namespace Spalt.Formats.Feeds;

/// <summary>Reads categories, subjects and keywords into one list without repetitions.</summary>
internal static class FeedCategories
{
#pragma warning disable S5332 // Names, not addresses to go to.
    private const string Itunes = "http://www.itunes.com/";
    private const string Media = "http://search.yahoo.com/mrss/category_schema";
#pragma warning restore S5332

    public static IReadOnlyList<FeedCategory> Read(FeedElement element, IEnumerable<FeedElement> media)
    {
        var found = element.Elements.SelectMany(Of).Concat(media.Select(e => Plain(e, e.Attribute("scheme") ?? Media)));
        return [.. found.Where(c => c.Term.Length > 0).Distinct()];
    }

    private static IEnumerable<FeedCategory> Of(FeedElement element) => element.Key switch
    {
        "category" or "dc:subject" => [Plain(element, element.Attribute("scheme") ?? element.Attribute("domain"))],
        "itunes:category" => Nested(element),
        "itunes:keywords" => (element.Text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(k => new FeedCategory(k, Itunes)),
        "tags" => (element.Text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(k => new FeedCategory(k)),
        _ => [],
    };

    private static FeedCategory Plain(FeedElement element, string? scheme) => new(element.Attribute("term") ?? element.Text ?? element.Attribute("label") ?? "", scheme, element.Attribute("label"));

    private static IEnumerable<FeedCategory> Nested(FeedElement element)
    {
        yield return new FeedCategory(element.Attribute("text") ?? element.Text ?? "", Itunes);
        foreach (var inner in element.All("itunes:category").SelectMany(Nested))
        {
            yield return inner;
        }
    }
}
