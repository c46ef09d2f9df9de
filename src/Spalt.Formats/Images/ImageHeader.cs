using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>What kind of picture some bytes are and how large, by their header alone: nothing is decoded, whatever they were called.</summary>
/// <param name="Extension"><c>jpg</c>, <c>png</c>, <c>gif</c>, <c>webp</c>, <c>avif</c> or <c>heic</c>.</param>
/// <param name="Width">Pixels as it is shown, at least 1: a photograph that its camera says is turned is as wide as it is stored high.</param>
/// <param name="Height">Pixels as it is shown, at least 1.</param>
public sealed record ImageHeader(string Extension, int Width, int Height)
{
    /// <summary>Null for anything that is none of the six kinds, or is broken off before its size.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var header = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(bytes),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif(bytes),
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(bytes),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(bytes),
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => Heif(bytes),
            _ => null,
        };
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    /// <summary>How many pictures follow each other in it: more than 1 in an animation; 0 where that cannot be told. Linear in the bytes.</summary>
    public static int Frames(ReadOnlySpan<byte> bytes) => Read(bytes)?.Extension switch
    {
        "gif" => GifCleaner.Walk(bytes, to: null),
        "webp" => WebPCleaner.Frames(bytes),
        null => 0,
        _ => 1,
    };

    /// <summary>PNG (W3C REC-png-3) §11.2.1: IHDR comes first.</summary>
    private static ImageHeader? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8)
            ? new("png", Positive(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Positive(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])))
            : null;

    /// <summary>GIF89a §18: the logical screen.</summary>
    private static ImageHeader? Gif(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 10
            ? new("gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
            : null;

    /// <summary>ITU-T T.81 §B.2.2: the first start-of-frame marker.</summary>
    private static ImageHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        var lies = false;
        while (at + 9 < bytes.Length)
        {
            if (bytes[at] != 0xFF)
            {
                return null;
            }

            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]));
                return lies ? new("jpg", height, width) : new("jpg", width, height);
            }
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
            }
            else
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
                if (marker == 0xE1 && bytes[(at + 4)..Math.Clamp(at + 2 + length, at + 4, bytes.Length)] is var segment && segment.StartsWith("Exif\0\0"u8))
                {
                    lies = ExifNotes.Read(segment[6..]).Orientation >= 5;
                }

                at += 2 + length;
            }
        }

        return null;
    }

    /// <summary>RFC 9649 §2.5–2.7: the first chunk is VP8, VP8L or VP8X.</summary>
    private static ImageHeader? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
        {
            return null;
        }

        var chunk = bytes[12..16];
        if (chunk.SequenceEqual("VP8 "u8))
        {
            return new("webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        }

        if (chunk.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return new("webp", (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return chunk.SequenceEqual("VP8X"u8)
            ? new("webp", Int24(bytes[24..]) + 1, Int24(bytes[27..]) + 1)
            : null;
    }

    private static ImageHeader? Heif(ReadOnlySpan<byte> bytes) =>
        HeifBoxes.Kind(bytes) is { } kind && HeifBoxes.Size(bytes) is { } size ? new(kind, size.Width, size.Height) : null;

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int Positive(uint size) => size <= int.MaxValue ? (int)size : 0;
}
