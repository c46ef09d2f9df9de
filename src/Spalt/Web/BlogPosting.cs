using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Spalt.Networks;

namespace Spalt.Web;

/// <summary>A post as JSON-LD, schema.org's <c>BlogPosting</c>.</summary>
internal static class BlogPosting
{
    // å, ä and ö as themselves; <, >, & and quotes escaped, so that nothing ends the script element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IHtmlContent Json(PageHead page, Article article, NetworkFace network)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "BlogPosting");
            json.WriteString("headline", article.Headline);
            json.WriteString("mainEntityOfPage", network.Address(page.Path!));
            json.WriteString("inLanguage", article.Language);
            if (page.Description is { Length: > 0 })
            {
                json.WriteString("description", page.Description);
            }

            if (article.Published.Length > 0)
            {
                json.WriteString("datePublished", article.Published);
            }

            if (article.Modified.Length > 0)
            {
                json.WriteString("dateModified", article.Modified);
            }

            if (article.Image is not null)
            {
                json.WriteString("image", network.OriginHere + article.Image);
            }

            json.WriteNumber("commentCount", article.Comments);
            if (article.Corrections.Count > 0)
            {
                json.WriteStartArray("correction");
                foreach (var (at, text) in article.Corrections)
                {
                    json.WriteStartObject();
                    json.WriteString("@type", "CorrectionComment");
                    json.WriteString("datePublished", at);
                    json.WriteString("text", text);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            if (article.Sponsor is not null)
            {
                json.WriteStartObject("sponsor");
                json.WriteString("@type", "Organization");
                json.WriteString("name", article.Sponsor);
                json.WriteEndObject();
            }

            // The one is the other's inverse: what a reply is about is the subject of the reply (schema.org/about, schema.org/subjectOf).
            if (article.About is { } about)
            {
                json.WriteStartObject("about");
                Write(json, about, network);
            }

            if (article.SubjectOf.Count > 0)
            {
                json.WriteStartArray("subjectOf");
                foreach (var reply in article.SubjectOf)
                {
                    json.WriteStartObject();
                    Write(json, reply, network);
                }

                json.WriteEndArray();
            }

            Write(json, "author", "Person", article.Author, network.Address(article.AuthorPath));
            Write(json, "publisher", "Organization", network.NewspaperName ?? network.Name, network.NewspaperUrl ?? network.Origin + "/");
            json.WriteEndObject();
        }

        return new HtmlString(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>The rest of an object that has begun.</summary>
    private static void Write(Utf8JsonWriter json, ArticleLink link, NetworkFace network)
    {
        json.WriteString("@type", "BlogPosting");
        json.WriteString("headline", link.Headline);
        json.WriteString("url", network.Address(link.Path));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string property, string type, string name, string url)
    {
        json.WriteStartObject(property);
        json.WriteString("@type", type);
        json.WriteString("name", name);
        json.WriteString("url", url);
        json.WriteEndObject();
    }
}
