using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Spalt.Web.PageCache;

/// <summary>A frozen page in one content coding, with its own entity tag (RFC 9110 §8.8.3.3).</summary>
/// <param name="etag">In quotes.</param>
/// <param name="coding">Content coding; null for none.</param>
/// <param name="body">What is sent; without a coding, the same as gzip: it is unpacked on its way.</param>
/// <param name="length">Bytes that are sent.</param>
/// <param name="page">Headers of the page.</param>
internal sealed class FrozenForm(string etag, string? coding, byte[] body, int length, KeyValuePair<string, StringValues>[] page)
{
    /// <summary>Bytes that are given to the server at once: a client that does not read holds no more than these and what the server buffers.</summary>
    private const int Piece = 32 * 1024;

    public string ETag { get; } = etag;

    public int Length { get; } = length;

    /// <summary>All headers but the body's length.</summary>
    public KeyValuePair<string, StringValues>[] Headers { get; } = coding is null
        ? [.. page, new(HeaderNames.ETag, etag)]
        : [.. page, new(HeaderNames.ETag, etag), new(HeaderNames.ContentEncoding, coding)];

    /// <summary>Sends the body; ends early where the client has left.</summary>
    public Task WriteToAsync(PipeWriter client)
    {
        if (coding is null)
        {
            return UnpackToAsync(client);
        }

        if (body.Length > Piece)
        {
            return WritePiecesAsync(client);
        }

        var written = client.WriteAsync(body, CancellationToken.None);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    private async Task WritePiecesAsync(PipeWriter client)
    {
        for (var at = 0; at < body.Length; at += Piece)
        {
            if ((await client.WriteAsync(body.AsMemory(at, Math.Min(Piece, body.Length - at)), CancellationToken.None)).IsCompleted)
            {
                return;
            }
        }
    }

    private async Task UnpackToAsync(PipeWriter client)
    {
        using var unzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        while (unzip.Read(client.GetSpan(Piece)[..Piece]) is > 0 and var read)
        {
            client.Advance(read);
            if ((await client.FlushAsync(CancellationToken.None)).IsCompleted)
            {
                return;
            }
        }
    }
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
