using System.Globalization;
using System.Text.Json;

namespace Spalt.Formats.Feeds;

/// <summary>Reads JSON Feed 1.0 and 1.1 (jsonfeed.org), forgiving where writers are careless: numbers for ids, one author or many, comments, trailing commas.</summary>
internal static class JsonFeed
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static Feed Read(string text, string encoding, Uri? address, string? language)
    {
        using var document = Parse(text);
        var root = new JsonFeedObject(document.RootElement, address);
        var version = root.String("version") ?? "";
        if (!version.Contains("jsonfeed", StringComparison.OrdinalIgnoreCase) && !(root.Has("items") && root.Has("title")))
        {
            throw new FeedFormatException("Looked for a JSON Feed (a version of jsonfeed.org, or a title and items); the document is other JSON.");
        }

        var tongue = root.String("language")?.Replace('_', '-') ?? language;
        var authors = root.People();
        var link = root.WebAddress("home_page_url");
        return new Feed
        {
            Version = version.EndsWith("1.1", StringComparison.Ordinal) ? FeedVersion.Json11 : FeedVersion.Json10,
            Encoding = encoding,
            Id = root.String("feed_url") ?? link ?? "",
            Link = link,
            Links = Links((link, "alternate"), (root.WebAddress("feed_url"), "self"), (root.WebAddress("next_url"), "next")),
            Title = root.Text("title", FeedText.PlainType, tongue),
            Subtitle = root.Text("description", FeedText.PlainType, tongue),
            Info = root.Text("user_comment", FeedText.PlainType, tongue),
            Icon = root.WebAddress("favicon"),
            Logo = root.WebAddress("icon"),
            Authors = authors,
            Language = tongue,
            Items = [.. root.Objects("items").Take(XmlFeed.MostItems).Select(i => Item(i, tongue, authors))],
        };
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException e)
        {
            throw new FeedFormatException(string.Create(CultureInfo.InvariantCulture, $"Looked for a JSON Feed; the document is no JSON (line {e.LineNumber + 1})."), e);
        }
    }

    private static FeedItem Item(JsonFeedObject json, string? language, IReadOnlyList<FeedPerson> fallback)
    {
        var tongue = json.String("language")?.Replace('_', '-') ?? language;
        var link = json.WebAddress("url") ?? json.WebAddress("external_url");
        var own = json.People();
        FeedText?[] content = [json.Text("content_html", FeedText.HtmlType, tongue), json.Text("content_text", FeedText.PlainType, tongue)];
        var item = new FeedItem
        {
            Link = link,
            Links = Links((json.WebAddress("url"), "alternate"), (json.WebAddress("external_url"), "related")),
            Title = json.Text("title", FeedText.PlainType, tongue),
            Summary = json.Text("summary", FeedText.PlainType, tongue),
            Content = [.. content.OfType<FeedText>()],
            Published = FeedDates.Parse(json.String("date_published")),
            Updated = FeedDates.Parse(json.String("date_modified")),
            Authors = own.Count > 0 ? own : fallback,
            Categories = [.. json.Strings("tags").Distinct(StringComparer.Ordinal).Select(t => new FeedCategory(t))],
            Image = (json.WebAddress("image") ?? json.WebAddress("banner_image")) is { } image ? new FeedImage(image) : null,
            Enclosures = [.. json.Objects("attachments").Select(Enclosure).OfType<FeedLink>()],
            Language = tongue,
        };
        return item with { Id = json.String("id") ?? FeedIds.For(item) };
    }

    private static FeedLink? Enclosure(JsonFeedObject json) => json.WebAddress("url") is { } address
        ? new FeedLink(address, "enclosure", json.String("mime_type"), json.String("title"), Length: json.String("size_in_bytes"))
        : null;

    private static FeedLink[] Links(params IEnumerable<(string? Address, string Relation)> links) =>
        [.. links.Where(l => l.Address is not null).Select(l => new FeedLink(l.Address!, l.Relation))];
}
