using System.IO.Compression;

namespace Spalt.Outbound;

/// <summary>Reads what a server sends, never more than is allowed: on the wire, and again after each decompression.</summary>
internal static class Body
{
    /// <summary>Asking for more codings than these would only widen what must be undone.</summary>
    public const string AcceptEncoding = "gzip, br";
    private const int MostCodings = 2;

    /// <returns>the whole body, decompressed; null when it is larger than <paramref name="atMost"/> bytes</returns>
    /// <exception cref="InvalidDataException">it cannot be decompressed</exception>
    /// <exception cref="IOException">the line broke, or the server sent less than it announced</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int atMost, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > atMost)
        {
            return null;
        }

        await using var wire = await content.ReadAsStreamAsync(cancel);
        var bytes = await ReadAsync(wire, atMost, cancel);

        // A body without bytes is empty whatever its headers say of compression.
        foreach (var coding in Codings(content).TakeWhile(_ => bytes is { Length: > 0 }))
        {
            await using var plain = Undo(coding, new MemoryStream(bytes!, writable: false));
            bytes = await ReadAsync(plain, atMost, cancel);
        }
        return bytes;
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, int atMost, CancellationToken cancel)
    {
        try
        {
            return await stream.ReadAtMostAsync(atMost, cancel);
        }
        catch (InvalidOperationException e) when (stream is BrotliStream) // its word for bad data
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>The last one applied comes first.</summary>
    private static IEnumerable<string> Codings(HttpContent content)
    {
        var codings = content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                .ToArray()
            : [];
        return codings.Length <= MostCodings ? codings.Reverse() : throw new InvalidDataException($"compressed {codings.Length} times over");
    }

    private static Stream Undo(string coding, Stream stream) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => throw new InvalidDataException($"compressed with '{(coding.Length > 20 ? coding[..20] : coding)}', which we did not ask for"),
    };
}
