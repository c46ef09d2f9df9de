using System.Globalization;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

/// <summary>The corpus's words for a feed's parts ("entries[0].title_detail.value") in ours. One table; it knows no file.</summary>
internal static class FeedPaths
{
    /// <summary>What a path leads to: a string, a date, a number, or null where the feed says nothing or the path is unknown to us.</summary>
    public static object? Follow(Feed feed, string path)
    {
        var words = path.Split('.');
        if (words[0] is "version")
        {
            return VersionName(feed.Version);
        }

        if (words[0] is "encoding")
        {
            return feed.Encoding;
        }

        if (words[0] is "feed")
        {
            return InHead(feed, words[1..]) ?? InFeed(feed, words[1..]);
        }

        var index = Index(words[0]);
        return index < feed.Items.Count ? InItem(feed.Items[index], words[1..]) : null;
    }

    private static string VersionName(FeedVersion version) => version switch
    {
        FeedVersion.Rss090 => "rss090",
        FeedVersion.Rss091Netscape => "rss091n",
        FeedVersion.Rss091UserLand => "rss091u",
        FeedVersion.Rss092 => "rss092",
        FeedVersion.Rss093 => "rss093",
        FeedVersion.Rss094 => "rss094",
        FeedVersion.Rss10 => "rss10",
        FeedVersion.Rss20 => "rss20",
        FeedVersion.Atom03 => "atom03",
        FeedVersion.Atom10 => "atom10",
        FeedVersion.Cdf => "cdf",
        FeedVersion.Atom => "atom",
        _ => "rss",
    };

    private static int Index(string word) => int.Parse(word[(word.IndexOf('[', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);

    private static string? InFeed(Feed feed, string[] words) => words[0] switch
    {
        "ttl" => feed.Cadence.TimeToLive?.TotalMinutes.ToString(CultureInfo.InvariantCulture),
        "newlocation" => feed.NewLocation,
        _ => null,
    };

    private static object? InHead(FeedHead head, string[] words) => words[0] switch
    {
        "subtitle" or "tagline" or "description" or "subtitle_detail" or "tagline_detail" => InText(head.Subtitle, words),
        "info" or "info_detail" => InText(head.Info, words),
        "generator" => head.Generator?.Name,
        "generator_detail" => words[1] switch
        {
            "name" => head.Generator?.Name,
            "version" => head.Generator?.Version,
            _ => head.Generator?.Address,
        },
        "icon" => head.Icon,
        "logo" => head.Logo,
        "href" => head.Links.FirstOrDefault(l => l.Relation is "self")?.Href,
        _ => InPart(head, words),
    };

    private static object? InItem(FeedItem item, string[] words) => words[0] switch
    {
        "summary" or "summary_detail" => InText(item.Summary, words),
        "description" => InText(item.Summary ?? item.Content.ElementAtOrDefault(0), words),
        "subtitle" => InText(item.Subtitle, words),
        "comments" => item.Comments,
        "expired" => item.Expires,
        "source" => item.Source is null ? null : InHead(item.Source, words[1..]),
        _ when words[0].StartsWith("content[", StringComparison.Ordinal) => InText(item.Content.ElementAtOrDefault(Index(words[0])), words),
        _ when words[0].StartsWith("enclosures[", StringComparison.Ordinal) => InLink(item.Enclosures.ElementAtOrDefault(Index(words[0])), words[1]),
        _ => InPart(item, words),
    };

    private static object? InPart(FeedPart part, string[] words) => words[0] switch
    {
        "id" or "guid" => part.Id,
        "link" => part.Link,
        "title" or "title_detail" => InText(part.Title, words),
        "rights" or "copyright" or "rights_detail" or "copyright_detail" => InText(part.Rights, words),
        "author" => part.Authors.ElementAtOrDefault(0)?.ToString(),
        "author_detail" => InPerson(part.Authors.ElementAtOrDefault(0), words[1]),
        "publisher" => part.Publisher?.ToString(),
        "publisher_detail" => InPerson(part.Publisher, words[1]),
        "category" => part.Categories.ElementAtOrDefault(0)?.Term,
        "language" => part.Language,
        "published" => part.Published,
        "updated" => part.Updated,
        "created" => part.Created,
        "image" => InImage(part.Image, words[1]),
        _ when words[0].StartsWith("links[", StringComparison.Ordinal) => InLink(part.Links.ElementAtOrDefault(Index(words[0])), words[1]),
        _ when words[0].StartsWith("contributors[", StringComparison.Ordinal) => InPerson(part.Contributors.ElementAtOrDefault(Index(words[0])), words[1]),
        _ when words[0].StartsWith("tags[", StringComparison.Ordinal) => InCategory(part.Categories.ElementAtOrDefault(Index(words[0])), words[1]),
        _ => InExtension(part, words),
    };

    private static object? InText(FeedText? text, string[] words) => (words.Length == 1 ? "value" : words[1]) switch
    {
        "value" => text,
        "type" => text?.MediaType,
        "language" => text?.Language,
        "base" => text?.Base?.ToString(),
        "src" => text?.Source,
        _ => null,
    };

    private static string? InPerson(FeedPerson? person, string word) => word switch
    {
        "name" => person?.Name,
        "email" => person?.Email,
        _ => person?.Address,
    };

    private static string? InLink(FeedLink? link, string word) => word switch
    {
        "href" or "url" => link?.Href,
        "rel" => link?.Relation,
        "type" => link?.MediaType,
        "title" => link?.Title,
        "hreflang" => link?.Language,
        _ => link?.Length,
    };

    private static string? InCategory(FeedCategory? category, string word) => word switch
    {
        "term" => category?.Term,
        "scheme" => category?.Scheme,
        _ => category?.Label,
    };

    private static object? InImage(FeedImage? image, string word) => word switch
    {
        "href" or "url" => image?.Address,
        "title" => image?.Title,
        "link" => image?.Link,
        "description" => image?.Description,
        "width" => image?.Width,
        _ => image?.Height,
    };

    /// <summary>"wfw_commentrss" is wfw:commentrss; "media_thumbnail[0].url" one of several; what was an address is resolved.</summary>
    private static object? InExtension(FeedPart part, string[] words)
    {
        var bracket = words[0].IndexOf('[', StringComparison.Ordinal);
        var word = bracket < 0 ? words[0] : words[0][..bracket];
        string[] names = word switch
        {
            "license" => ["cc:license", "creativecommons:license"],
            "validity_start" or "validity_end" => ["dcterms:valid"],
            _ => [word, word.Replace('_', ':')],
        };
        var found = part.Extensions.Where(e => names.Contains(e.Name)).ElementAtOrDefault(bracket < 0 ? 0 : Index(words[0]));
        if (found is null)
        {
            return word.EndsWith("block", StringComparison.Ordinal) ? 0 : null;
        }

        if (words.Length > 1)
        {
            return found.Attributes.GetValueOrDefault(words[1]) ?? found.Parts.FirstOrDefault(p => p.Name.Equals(words[1], StringComparison.Ordinal))?.Value;
        }

        var value = found.Value.Length > 0 ? found.Value : found.Attributes.Values.FirstOrDefault() ?? "";
        return word switch
        {
            "itunes_block" => value is "yes" ? 1 : 0,
            "itunes_explicit" => value is "yes" or "true" ? 1 : 0,
            "validity_start" => Period(value, "start="),
            "validity_end" => Period(value, "end="),
            _ when value.StartsWith('/') && found.Base is not null => new Uri(found.Base, value).ToString(),
            _ => value,
        };
    }

    private static string? Period(string value, string part) => value.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(p => p.StartsWith(part, StringComparison.Ordinal))?[part.Length..];
}
