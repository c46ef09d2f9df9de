using System.Net;
using System.Text;

namespace Spalt.Formats.Html;

/// <summary>
/// Stored HTML holds plain pictures; a page offers a browser each in several sizes, and tells it which can wait. One pass over text that
/// our sanitiser wrote, from one <c>&lt;img </c> to the next: nothing is parsed, and HTML without pictures is given back as it is.
/// </summary>
public static class PicturesOnPages
{
    private const string Begin = "<img ";

    /// <summary>A post's text is 36 rem wide at most.</summary>
    private const string Sizes = "(min-width: 40rem) 36rem, 100vw";

    /// <param name="html">As the sanitiser wrote it.</param>
    /// <param name="firstIsSeen">Whether the first picture may be on the screen before anybody scrolls.</param>
    public static string Offer(string html, bool firstIsSeen)
    {
        var at = html.IndexOf(Begin, StringComparison.Ordinal);
        if (at < 0)
        {
            return html;
        }

        var page = new StringBuilder(html.Length + 1024);
        var done = 0;
        for (var waits = !firstIsSeen; at >= 0; at = html.IndexOf(Begin, done, StringComparison.Ordinal), waits = true)
        {
            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                break;
            }

            page.Append(html, done, at - done);
            var variants = Source(html.AsSpan(at, end - at)) is { } source ? PictureVariants.Of(source) : null;
            if (variants is not null)
            {
                page.Append("<picture><source type=\"image/avif\" srcset=\"").Append(variants.Srcset("avif")).Append("\" sizes=\"").Append(Sizes).Append("\">");
            }

            page.Append(html, at, end - at);
            if (variants is not null)
            {
                page.Append(" srcset=\"").Append(variants.Srcset("webp")).Append("\" sizes=\"").Append(Sizes).Append('"');
            }

            page.Append(waits ? " loading=\"lazy\" decoding=\"async\">" : " decoding=\"async\">").Append(variants is null ? "" : "</picture>");
            done = end + 1;
        }

        return page.Append(html, done, html.Length - done).ToString();
    }

    /// <summary>The pictures that some stored HTML shows, in their order.</summary>
    public static IEnumerable<ShownPicture> In(string html)
    {
        for (var at = html.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            var end = html.IndexOf('>', at);
            if (end > 0 && Read(html[at..end]) is { } picture)
            {
                yield return picture;
            }
        }
    }

    /// <summary>Hashes of the pictures of ours that some stored HTML shows, each once.</summary>
    public static IReadOnlyList<string> HashesIn(string html) => [.. In(html).Select(p => p.Hash).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The same HTML with an alternative text for each picture of this address that has none; an empty one says that it is decoration.</summary>
    public static string Describe(string html, string address, string alt) =>
        Change(html, image => Read(image) is { LacksAlt: true } lacking && lacking.Address == address ? With(image, "alt", Encoded(alt)) : image);

    /// <summary>The same HTML with another picture wherever one was shown; alternative texts and captions stay.</summary>
    /// <param name="hash">Of the picture that goes.</param>
    /// <param name="width">Pixels of the one that comes.</param>
    /// <param name="height">Pixels.</param>
    public static string Replace(string html, string hash, string url, int width, int height) => Change(
        html, image => Source(image) is { } source && PictureVariants.HashOf(source) == hash
            ? With(With(With(image, "src", url), "width", Number(width)), "height", Number(height)) : image);

    /// <param name="change">Gets and gives back a picture's tag without its last bracket.</param>
    private static string Change(string html, Func<string, string> change)
    {
        var page = new StringBuilder(html.Length);
        var done = 0;
        for (var at = html.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Begin, done, StringComparison.Ordinal))
        {
            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                break;
            }

            page.Append(html, done, at - done).Append(change(html[at..end]));
            done = end;
        }

        return page.Append(html, done, html.Length - done).ToString();
    }

    private static ShownPicture? Read(string image) => Source(image) is not { } source ? null
        : new(WebUtility.HtmlDecode(source), Where(image, "alt") is var (from, length) && from > 0 ? WebUtility.HtmlDecode(image.Substring(from, length)) : null);

    /// <summary>As the sanitiser writes a value.</summary>
    private static string Encoded(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string? Source(ReadOnlySpan<char> image) => Where(image, "src") is var (from, length) && length > 0 ? image.Slice(from, length).ToString() : null;

    private static string With(string image, string attribute, string value) => Where(image, attribute) is var (from, length) && from > 0
        ? string.Concat(image.AsSpan(0, from), value, image.AsSpan(from + length)) : $"{image} {attribute}=\"{value}\"";

    private static (int From, int Length) Where(ReadOnlySpan<char> image, string attribute)
    {
        // A value holds no quotation mark that is not written as a reference, so this is found in no value.
        var begin = $" {attribute}=\"";
        var from = image.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var length = from >= begin.Length ? image[from..].IndexOf('"') : -1;
        return length >= 0 ? (from, length) : (0, 0);
    }

    private static string Number(int pixels) => pixels.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A picture of a text.</summary>
/// <param name="Address">As <c>src</c> says.</param>
/// <param name="Alt">Null where nobody has said what it shows, empty for decoration.</param>
public sealed record ShownPicture(string Address, string? Alt)
{
    /// <summary>Null for a picture that lies elsewhere.</summary>
    public string? Hash => PictureVariants.HashOf(Address);

    public bool LacksAlt => Alt is null || (Alt.Length > 0 && string.IsNullOrWhiteSpace(Alt));
}
