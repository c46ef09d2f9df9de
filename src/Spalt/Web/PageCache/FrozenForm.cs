using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Spalt.Web.PageCache;

/// <summary>A frozen page in one content coding, with its own entity tag (RFC 9110 §8.8.3.3).</summary>
internal sealed class FrozenForm(string etag, string? coding, byte[] body, KeyValuePair<string, StringValues>[] page)
{
    public string ETag { get; } = etag;

    public byte[] Body { get; } = body;

    /// <summary>All headers but the body's length.</summary>
    public KeyValuePair<string, StringValues>[] Headers { get; } = coding is null
        ? [.. page, new(HeaderNames.ETag, etag)]
        : [.. page, new(HeaderNames.ETag, etag), new(HeaderNames.ContentEncoding, coding)];
}

/// <summary>The headers that all forms of a frozen page have.</summary>
internal static class FrozenHeaders
{
    /// <summary>What belongs to one answer, not to the page.</summary>
    private static readonly HashSet<string> OfOneAnswer = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Date, HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.TransferEncoding, HeaderNames.ETag,
        HeaderNames.LastModified, HeaderNames.CacheControl, HeaderNames.Vary, FrozenResponse.CacheStatus, FrozenResponse.SurrogateKey,
    };

    public static KeyValuePair<string, StringValues>[] Of(IEnumerable<KeyValuePair<string, StringValues>> response, Freezing freezing)
    {
        List<KeyValuePair<string, StringValues>> headers =
        [
            .. response.Where(header => !OfOneAnswer.Contains(header.Key)),
            new(HeaderNames.CacheControl, freezing.CacheControl),
            new(HeaderNames.Vary, HeaderNames.AcceptEncoding),
        ];
        if (freezing.LastModified is { } at)
        {
            headers.Add(new(HeaderNames.LastModified, HeaderUtilities.FormatDate(at)));
        }

        if (freezing.Tags.Count > 0)
        {
            headers.Add(new(FrozenResponse.SurrogateKey, string.Join(' ', freezing.Tags)));
        }

        return [.. headers];
    }

    /// <summary>An answer that names its reader, or whose bytes are coded already, must not become everybody's.</summary>
    public static bool AreForEverybody(IHeaderDictionary response) =>
        response.SetCookie.Count == 0 && response.ContentEncoding.Count == 0 && response.ContentRange.Count == 0;
}
