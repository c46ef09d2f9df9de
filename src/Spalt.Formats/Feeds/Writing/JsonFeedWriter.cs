using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Writes JSON Feed 1.1 (jsonfeed.org/version/1.1).</summary>
public static class JsonFeedWriter
{
    public const string ContentType = "application/feed+json; charset=utf-8";

    // It is a document of its own and never stands inside HTML: å, ä, ö and < can be themselves.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(OutgoingFeed feed, IBufferWriter<byte> to)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteString("version"u8, "https://jsonfeed.org/version/1.1"u8);
        String(json, "title"u8, feed.Title);
        String(json, "home_page_url"u8, feed.Link);
        String(json, "feed_url"u8, feed.Self);
        String(json, "description"u8, feed.Description);
        String(json, "language"u8, feed.Language);
        if (feed.Publisher is { } publisher)
        {
            Author(json, publisher, address: null);
        }

        json.WriteStartArray("items"u8);
        foreach (var entry in feed.Entries)
        {
            Write(entry, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(OutgoingEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        String(json, "id"u8, entry.Id);
        String(json, "url"u8, entry.Link);
        String(json, "title"u8, entry.Title);
        json.WriteString("content_html"u8, XmlCharacters.Clean(AbsoluteLinks.Make(entry.ContentHtml, entry.Link)));
        String(json, "summary"u8, entry.Summary);
        if (entry.Published is { } published)
        {
            Date(json, "date_published"u8, published);
        }

        Date(json, "date_modified"u8, entry.Updated);
        Author(json, entry.Author, entry.AuthorLink);
        String(json, "language"u8, entry.Language);
        if (entry.Categories.Count > 0)
        {
            json.WriteStartArray("tags"u8);
            foreach (var category in entry.Categories)
            {
                json.WriteStringValue(XmlCharacters.Clean(category));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Author(Utf8JsonWriter json, string name, string? address)
    {
        json.WriteStartArray("authors"u8);
        json.WriteStartObject();
        String(json, "name"u8, name);
        String(json, "url"u8, address);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Date(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset at)
    {
        Span<byte> date = stackalloc byte[40];
        at.UtcDateTime.TryFormat(date, out var length, XmlDates.Rfc3339, CultureInfo.InvariantCulture);
        json.WriteString(name, date[..length]);
    }

    private static void String(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, XmlCharacters.Clean(value));
        }
    }
}
