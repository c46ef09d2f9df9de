namespace Spalt.Media;

/// <summary>What a page needs to show a picture.</summary>
public sealed record Picture
{
    private readonly string _hash;
    private readonly int? _variantWidth;
    private readonly bool _animated;

    public Picture(string hash, string extension, int width, int height, int? variantWidth, int? variantHeight, bool animated)
    {
        (_hash, _variantWidth, _animated) = (hash, variantWidth, animated);
        Url = PictureAddress.Shown(hash, extension, variantWidth, animated);
        (Width, Height) = (variantWidth ?? width, variantHeight ?? height);
    }

    public string Hash => _hash;

    public string Url { get; }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Path of the narrowest variant that is at least so many pixels wide, for a small place.</summary>
    public string AtLeast(int width) => _variantWidth is { } widest && !_animated
        ? PictureAddress.Root + PictureAddress.Variant(_hash, Formats.Html.PictureVariants.Widths(widest).First(w => w >= Math.Min(width, widest)), "webp")
        : Url;

    /// <summary><c>srcset</c> of its WebP variants; null for a picture that has none.</summary>
    public string? Srcset => Formats.Html.PictureVariants.Of(Url)?.Srcset("webp");
}
