using Spalt.Store;

namespace Spalt.Media;

/// <summary>A picture that a network keeps, addressed by the hash of its content.</summary>
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

    /// <summary><c>jpg</c>, <c>png</c>, <c>webp</c>, <c>gif</c>, <c>avif</c> or <c>heic</c>: what the content is, whatever it was called.</summary>
    public string Extension { get; private set; } = "";

    /// <summary>Pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels.</summary>
    public int Height { get; private set; }

    /// <summary>Of the picture as it came and of all its variants.</summary>
    public long Bytes { get; private set; }

    /// <summary>Pixels of the widest variant; null for a picture that has none (an imported one).</summary>
    public int? VariantWidth { get; private set; }

    /// <summary>Pixels of the widest variant.</summary>
    public int? VariantHeight { get; private set; }

    public bool IsAnimated { get; private set; }

    /// <summary>Came by an import: posts may show it that no list names, so it stays.</summary>
    public bool IsImported { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public Picture Shown => new(Hash, Extension, Width, Height, VariantWidth, VariantHeight, IsAnimated);

    public string Url => Shown.Url;

    /// <summary>An import brings it. Again is nothing.</summary>
    public void TakeInByImport() => IsImported = true;

    /// <summary>Variants have been made of it. Again is nothing.</summary>
    /// <param name="width">Pixels of the widest.</param>
    /// <param name="height">Pixels of the widest.</param>
    /// <param name="bytes">Of all variants.</param>
    public void Vary(int width, int height, bool animated, long bytes)
    {
        if (VariantWidth is null)
        {
            (VariantWidth, VariantHeight, IsAnimated) = (width, height, animated);
            Bytes += bytes;
        }
    }
}
