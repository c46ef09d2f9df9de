using Spalt.Store;

namespace Spalt.Media;

/// <summary>A picture in a blog's or network's library, addressed by the hash of its content.</summary>
public sealed class MediaFile : Entity
{
    private MediaFile()
    {
    }

    public MediaFile(long networkId, string hash, string extension, int width, int height, long bytes, DateTimeOffset now)
    {
        NetworkId = networkId;
        Hash = hash;
        Extension = extension;
        Width = width;
        Height = height;
        Bytes = bytes;
        CreatedAt = now;
    }

    public long NetworkId { get; private set; }

    /// <summary>First 32 hexadecimal digits of the content's SHA-256.</summary>
    public string Hash { get; private set; } = "";

    /// <summary><c>jpg</c>, <c>png</c>, <c>webp</c> or <c>gif</c>: what the content is, whatever it was called.</summary>
    public string Extension { get; private set; } = "";

    /// <summary>Pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels.</summary>
    public int Height { get; private set; }

    public long Bytes { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string Url => MediaEndpoint.AddressOf(Hash, Extension);
}
