using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Spalt.Web.PageCache;

/// <summary>A finished response, compressed once. The uncompressed bytes are not kept: hardly any client asks for them.</summary>
internal sealed class FrozenPage
{
    private readonly byte[] _gzip;
    private readonly int _length;
    private volatile byte[]? _brotli;

    public FrozenPage(ReadOnlySpan<byte> body, int status, string contentType, Freezing freezing, long stamp, DateTimeOffset until)
    {
        _length = body.Length;
        _gzip = Compress(body, stream => new GZipStream(stream, CompressionLevel.Optimal));
        Status = status;
        ContentType = contentType;
        Tags = freezing.Tags;
        LastModified = freezing.LastModified?.ToString("R", CultureInfo.InvariantCulture);
        LastModifiedAt = freezing.LastModified is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
        CacheControl = freezing.CacheControl;
        SurrogateKey = string.Join(' ', Tags);
        Stamp = stamp;
        Until = until;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        Identity = new Form(this, $"\"{hash}\"", encoding: null, _length);
        Gzip = new Form(this, $"\"{hash}-gz\"", "gzip", _gzip.Length);
        Hash = hash;
    }

    public int Status { get; }

    public StringValues ContentType { get; }

    public IReadOnlyList<string> Tags { get; }

    public StringValues SurrogateKey { get; }

    public StringValues LastModified { get; }

    public DateTimeOffset? LastModifiedAt { get; }

    public StringValues CacheControl { get; }

    /// <summary>Where the clock of thaws stood before the page was rendered.</summary>
    public long Stamp { get; set; }

    /// <summary>When it grows old by itself: what it says of time is no longer true.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>Ticks of <see cref="Environment.TickCount64"/> at the last use.</summary>
    public long UsedAt { get; set; } = Environment.TickCount64;

    /// <summary>What it takes in memory, the Brotli form counted whether it was asked for yet or not.</summary>
    public long Bytes => (2 * _gzip.Length) + 600;

    public string Hash { get; }

    private Form Identity { get; }

    private Form Gzip { get; }

    private Form? Brotli { get; set; }

    /// <summary>The form that suits an <c>Accept-Encoding</c> best (RFC 9110 §12.5.3).</summary>
    public Form For(StringValues acceptEncoding)
    {
        switch (ContentCoding.Best(acceptEncoding.ToString()))
        {
            case ContentCoding.Gzip:
                return Gzip;
            case ContentCoding.Brotli:
                return Brotli ??= MakeBrotli();
            default:
                return Identity;
        }
    }

    private Form MakeBrotli()
    {
        _brotli = Compress(Plain(), stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 5 }));
        return new Form(this, $"\"{Hash}-br\"", "br", _brotli.Length);
    }

    private byte[] Plain()
    {
        var plain = new byte[_length];
        using var unzip = new GZipStream(new MemoryStream(_gzip), CompressionMode.Decompress);
        unzip.ReadExactly(plain);
        return plain;
    }

    private static byte[] Compress(ReadOnlySpan<byte> body, Func<Stream, Stream> compressor)
    {
        using var buffer = new MemoryStream();
        using (var stream = compressor(buffer))
        {
            stream.Write(body);
        }

        return buffer.ToArray();
    }

    /// <summary>The page in one content coding, with its own entity tag (RFC 9110 §8.8.3.3).</summary>
    internal sealed class Form(FrozenPage page, string etag, string? encoding, int length)
    {
        public StringValues ETag { get; } = etag;

        public StringValues ContentEncoding { get; } = encoding;

        /// <summary>Bytes.</summary>
        public int Length { get; } = length;

        public ReadOnlyMemory<byte> Body => encoding switch
        {
            "gzip" => page._gzip,
            "br" => page._brotli!,
            _ => page.Plain(),
        };
    }
}
