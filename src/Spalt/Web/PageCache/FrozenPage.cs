using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Spalt.Web.PageCache;

/// <summary>A finished response, compressed once. The uncompressed bytes are not kept: hardly any client asks for them.</summary>
internal sealed class FrozenPage
{
    /// <summary>A page that was read again is worth this many milliseconds of one that nobody asked for twice: a scan does not push it out.</summary>
    private const long WorthOfAHit = 10 * 60 * 1000;

    /// <summary>Bytes of the objects around the bytes, roughly.</summary>
    private const int Overhead = 2500;

    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly string _hash;
    private readonly int _length;
    private readonly byte[] _packed;
    private readonly FrozenForm _gzip;
    private volatile FrozenForm? _brotli;

    /// <param name="body">Before any content coding.</param>
    /// <param name="headers">What the page itself said, and what all pages say.</param>
    /// <param name="freezing">What it shows, and for how long.</param>
    /// <param name="stamp">Where the clock of thaws stood before the page was rendered.</param>
    /// <param name="until">When it grows old by itself: what it says of time is no longer true.</param>
    public FrozenPage(
        ReadOnlySpan<byte> body, IEnumerable<KeyValuePair<string, StringValues>> headers, Freezing freezing, long stamp, DateTimeOffset until)
    {
        Tags = freezing.Tags;
        LastModified = freezing.LastModified is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
        Stamp = stamp;
        Until = until;
        _headers = FrozenHeaders.Of(headers, freezing);
        _hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        _length = body.Length;
        _packed = Compress(body, stream => new GZipStream(stream, CompressionLevel.Optimal));
        _gzip = new FrozenForm($"\"{_hash}-gz\"", "gzip", _packed, _packed.Length, _headers);
    }

    public IReadOnlyList<string> Tags { get; }

    public DateTimeOffset? LastModified { get; }

    /// <summary>The time on the clock of thaws for which it is known to be right.</summary>
    public long Stamp { get; set; }

    public DateTimeOffset Until { get; }

    /// <summary>Milliseconds of <see cref="Environment.TickCount64"/>; the least is dropped first.</summary>
    public long Worth { get; private set; } = Environment.TickCount64;

    /// <summary>What it takes in memory, the Brotli form counted whether it was asked for yet or not.</summary>
    public long Bytes => (2 * _packed.Length) + Overhead;

    public void WasRead() => Worth = Environment.TickCount64 + WorthOfAHit;

    /// <summary>The form that suits an <c>Accept-Encoding</c> best; null if it must be made first, which takes too long for the thread of the sockets.</summary>
    public FrozenForm? Ready(StringValues acceptEncoding) => ContentCoding.Best(acceptEncoding.ToString()) switch
    {
        ContentCoding.Gzip => _gzip,
        ContentCoding.Brotli => _brotli,
        _ => null,
    };

    /// <summary>The same, made if need be.</summary>
    public FrozenForm Make(StringValues acceptEncoding) => Ready(acceptEncoding) ?? ContentCoding.Best(acceptEncoding.ToString()) switch
    {
        ContentCoding.Brotli => MakeBrotli(),
        _ => new FrozenForm($"\"{_hash}\"", coding: null, _packed, _length, _headers),
    };

    private FrozenForm MakeBrotli()
    {
        var body = Compress(Plain(), stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 5 }));
        var form = new FrozenForm($"\"{_hash}-br\"", "br", body, body.Length, _headers);
        _brotli = form;
        return form;
    }

    private byte[] Plain()
    {
        var plain = new byte[_length];
        using var unzip = new GZipStream(new MemoryStream(_packed), CompressionMode.Decompress);
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
}
