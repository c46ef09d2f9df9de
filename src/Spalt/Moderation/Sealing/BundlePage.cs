using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Spalt.Language;

namespace Spalt.Moderation.Sealing;

/// <summary>
/// The page as it could be read, in one file. Names and headlines are encoded, texts are the HTML that was sanitised when they came in, and the
/// policy lets nothing run or load: whoever opens the evidence tells nobody that they do.
/// </summary>
internal static class BundlePage
{
    private const string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>å, ä and ö as themselves.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Exhibit exhibit)
    {
        var (about, network) = (exhibit.About, exhibit.Network);
        var author = about.Comment is null ? exhibit.Writer.Name : null;
        return $"""
            <!doctype html>
            <html lang="{network.Language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{Policy}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>{Encoded(about.Title)}</title></head><body>
            <p>{Encoded(exhibit.Newspaper)} · {Encoded(network.Name)} · {Encoded(about.BlogTitle)}</p>
            <p>{Encoded(exhibit.Address)}</p>
            <p>{Encoded(Texts.Say("Evidence.Page.Note", exhibit.Decision.Id))}</p>
            <main>
            <article>
            <h1>{Encoded(about.Title)}</h1>
            <p>{Encoded(author ?? "")} {Time(exhibit, about.Post.PublicAt, about.Post.PublicPrecision)}</p>
            {about.Post.BodyHtml}
            </article>
            {CommentOf(exhibit)}</main>
            </body></html>

            """;
    }

    private static string CommentOf(Exhibit exhibit) => exhibit.About.Comment is not { } comment ? "" : $"""
        <section>
        <h2>{Encoded(Texts.Say("Evidence.Page.Comment"))}</h2>
        <article>
        <p><b>{Encoded(comment.AuthorName)}</b> {Time(exhibit, comment.WrittenAt, comment.WrittenPrecision)}</p>
        {comment.BodyHtml}
        </article>
        </section>

        """;

    private static string Time(Exhibit exhibit, DateTimeOffset? at, Posts.PublishedPrecision precision)
    {
        var written = Encoded(BundleTimes.Written(exhibit.Network, at, precision));
        return at is { } instant && precision is Posts.PublishedPrecision.Exact
            ? $"<time datetime=\"{instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{written}</time>" : written;
    }

    private static string Encoded(string text) => Html.Encode(text);
}
