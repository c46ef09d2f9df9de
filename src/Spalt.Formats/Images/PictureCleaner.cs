namespace Spalt.Formats.Images;

/// <summary>
/// Writes a picture again with nothing in it but the picture: no place, time, camera, thumbnail, comment, second picture or other
/// file behind it. Its pixels stay as they are, and so do colour profile, orientation, maker and copyright. What is kept is on a list;
/// everything else is left out.
/// </summary>
public static class PictureCleaner
{
    /// <summary>Linear in the picture's bytes; needs no more memory than they do.</summary>
    /// <returns>Null for what is no picture, or one whose parts do not hold together: cut short, or lying about its lengths.</returns>
    public static ExifNotes? Clean(ReadOnlySpan<byte> picture, Stream to) => ImageHeader.Read(picture)?.Extension switch
    {
        "jpg" => JpegCleaner.Clean(picture, to),
        "png" => PngCleaner.Clean(picture, to),
        "gif" => GifCleaner.Clean(picture, to),
        "webp" => WebPCleaner.Clean(picture, to),
        "avif" or "heic" => HeifCleaner.Clean(picture, to),
        _ => null,
    };

    /// <inheritdoc cref="Clean(ReadOnlySpan{byte}, Stream)"/>
    public static byte[]? Clean(ReadOnlySpan<byte> picture)
    {
        using var clean = new MemoryStream(picture.Length);
        return Clean(picture, clean) is null ? null : clean.ToArray();
    }

    /// <summary>What is kept of what a picture says of itself.</summary>
    public static ExifNotes Notes(ReadOnlySpan<byte> picture) => Clean(picture, Stream.Null) ?? ExifNotes.None;
}
