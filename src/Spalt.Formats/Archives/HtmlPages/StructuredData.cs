using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>A post as the page's JSON-LD describes it (schema.org BlogPosting, Article).</summary>
internal sealed record StructuredPost(
    string? Headline, string? Address, PartialDate Published, string? Author, IReadOnlyList<string> Sections, IReadOnlyList<string> Keywords,
    string? Body, int? CommentCount, string? Language);

internal static class StructuredData
{
    private const int MostScripts = 20;
    private const int LongestScript = 1_000_000;

    public static List<StructuredPost> Read(IHtmlDocument document)
    {
        var posts = new List<StructuredPost>();
        foreach (string script in document.QuerySelectorAll("script[type='application/ld+json']").Take(MostScripts).Select(script => script.TextContent))
        {
            if (script.Length > LongestScript)
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(script, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
                List<JsonElement> items = [.. Items(json.RootElement)];
                foreach (JsonElement item in items)
                {
                    if (Text(item, "@id") is { } id)
                    {
                        named[id] = item;
                    }
                }

                posts.AddRange(items.Where(IsPost).Select(item => Post(item, named)));
            }
            catch (JsonException)
            {
                // A page may hold broken data beside good markup; the markup is read all the same.
            }
        }
        return posts;
    }

    private static IEnumerable<JsonElement> Items(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement child in element.EnumerateArray())
            {
                foreach (JsonElement item in Items(child))
                {
                    yield return item;
                }
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        yield return element;
        foreach (string name in (string[])["@graph", "blogPost", "blogPosts", "mainEntity", "itemListElement", "item"])
        {
            if (element.TryGetProperty(name, out JsonElement nested))
            {
                foreach (JsonElement item in Items(nested))
                {
                    yield return item;
                }
            }
        }
    }

    private static bool IsPost(JsonElement item) => Texts(item, "@type").Any(type => type is "BlogPosting" or "Article" or "NewsArticle" or "SocialMediaPosting");

    private static StructuredPost Post(JsonElement item, Dictionary<string, JsonElement> named) => new(
        WebUtility.HtmlDecode(Text(item, "headline") ?? Text(item, "name")),
        Text(item, "url") ?? Text(item, "mainEntityOfPage") ?? Text(item, "@id"),
        WrittenDate.Parse(Text(item, "datePublished")),
        item.TryGetProperty("author", out JsonElement author) ? NameOf(author, named) : null,
        [.. Texts(item, "articleSection").Select(WebUtility.HtmlDecode).OfType<string>()],
        [.. Texts(item, "keywords").SelectMany(words => WebUtility.HtmlDecode(words).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Text(item, "articleBody"),
        item.TryGetProperty("commentCount", out JsonElement count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out int comments) && comments >= 0 ? comments : null,
        Text(item, "inLanguage"));

    private static string? NameOf(JsonElement author, Dictionary<string, JsonElement> named)
    {
        if (author.ValueKind == JsonValueKind.Array)
        {
            author = author.EnumerateArray().FirstOrDefault();
        }

        if (author.ValueKind == JsonValueKind.String)
        {
            return Unpaired(author);
        }

        if (author.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return Text(author, "name") ?? (Text(author, "@id") is { } id && named.TryGetValue(id, out JsonElement person) ? Text(person, "name") : null);
    }

    private static string? Text(JsonElement item, string name) => Texts(item, name).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        IEnumerable<JsonElement> values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return values.Select(Plain).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim());
    }

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Unpaired(value),
        JsonValueKind.Object => Text(value, "@id"),
        _ => null,
    };

    /// <summary>The string; null for one with half a surrogate pair, which .NET refuses to hand out.</summary>
    private static string? Unpaired(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
