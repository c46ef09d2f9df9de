using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>Writes into a picture that was made from another who has made and who owns it, and nothing else of what the other said.</summary>
public static class PictureSigner
{
    private const byte HasExif = 0x08;
    private const byte HasAlpha = 0x10;

    /// <param name="picture">A JPEG or WebP without metadata, as a converter wrote it, or an AVIF that it has made of a signed PNG: there is room then.</param>
    /// <returns>The same bytes where there is nobody to name, and for any other kind of picture.</returns>
    public static byte[] Sign(byte[] picture, ExifNotes notes)
    {
        // It lies as it is shown already.
        var exif = (notes with { Orientation = 1 }).Write();
        return exif.Length == 0 || ImageHeader.Read(picture) is not { } header ? picture
            : header.Extension switch { "jpg" => Jpeg(picture, exif), "webp" => WebP(picture, header, exif), "avif" => Avif(picture, exif), _ => picture };
    }

    /// <summary>The same for a PNG of many bytes, from one stream to another (W3C REC-png-3 §11.3.4.5).</summary>
    /// <param name="png">As a converter wrote it, without metadata.</param>
    public static async Task SignPngAsync(Stream png, Stream to, ExifNotes notes, CancellationToken cancel)
    {
        var head = new byte[PngCleaner.Head];
        await png.ReadExactlyAsync(head, cancel);
        await to.WriteAsync(head, cancel);
        await to.WriteAsync(PngCleaner.Chunk((notes with { Orientation = 1 }).Write()), cancel);
        await png.CopyToAsync(to, cancel);
    }

    /// <summary>What the converter wrote around the names goes.</summary>
    private static byte[] Avif(byte[] avif, byte[] exif)
    {
        using var signed = new MemoryStream(avif.Length);
        return HeifCleaner.Clean(avif, signed, exif) is null ? avif : signed.ToArray();
    }

    /// <summary>Exif 2.3 §4.5.4: APP1 right after SOI, or after JFIF's APP0, which readers look for first.</summary>
    private static byte[] Jpeg(byte[] jpeg, byte[] exif)
    {
        var at = jpeg is [0xFF, 0xD8, 0xFF, 0xE0, _, _, ..] ? 4 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(4)) : 2;
        var length = exif.Length + 8;
        return at > jpeg.Length ? jpeg : [.. jpeg[..at], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. exif, .. jpeg[at..]];
    }

    /// <summary>RFC 9649 §2.7: a file with metadata begins with VP8X, and the chunk EXIF comes last.</summary>
    private static byte[] WebP(byte[] webp, ImageHeader header, byte[] exif)
    {
        var chunks = webp.AsSpan(12);
        var extended = chunks.StartsWith("VP8X"u8);
        byte[] head = extended ? chunks[..18].ToArray() : [.. "VP8X"u8, 10, 0, 0, 0, HasTransparency(chunks) ? HasAlpha : (byte)0, 0, 0, 0, .. Size(header.Width), .. Size(header.Height)];
        head[8] |= HasExif;
        byte[] signed = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. head, .. chunks[(extended ? 18 : 0)..], .. "EXIF"u8, 0, 0, 0, 0, .. exif, .. new byte[exif.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(signed.AsSpan(4), signed.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(signed.AsSpan(signed.Length - exif.Length - (exif.Length & 1) - 4), exif.Length);
        return signed;
    }

    /// <summary>Of a lossless picture its header says it (RFC 9649 §3.4); a lossy one with any begins with VP8X.</summary>
    private static bool HasTransparency(ReadOnlySpan<byte> chunks) => chunks.StartsWith("VP8L"u8) && chunks.Length > 12 && (chunks[12] & 0x10) != 0;

    private static byte[] Size(int pixels) => [(byte)(pixels - 1), (byte)((pixels - 1) >> 8), (byte)((pixels - 1) >> 16)];
}
