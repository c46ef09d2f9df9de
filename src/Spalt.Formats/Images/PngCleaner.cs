using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>PNG (W3C REC-png-3) §5: chunks of length, name, content and checksum. Of an animation the still picture stays.</summary>
internal static class PngCleaner
{
    /// <summary>ISO 16684-3 §1.1.5: an iTXt of this name, not compressed, without a language.</summary>
    private static ReadOnlySpan<byte> Xmp => "XML:com.adobe.xmp\0\0\0\0\0"u8;

    /// <summary>Bytes before the chunks that may come in any order: the signature and IHDR.</summary>
    public const int Head = 8 + 12 + 13;

    public static ExifNotes? Clean(ReadOnlySpan<byte> png, Stream to)
    {
        var notes = ExifNotes.None;
        return Walk(png, ref notes, to: null, exif: []) && Walk(png, ref notes, to, notes.Write()) ? notes : null;
    }

    private static bool Walk(ReadOnlySpan<byte> png, ref ExifNotes notes, Stream? to, byte[] exif)
    {
        to?.Write(png[..8]);
        var hasPixels = false;
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
            {
                return false;
            }

            var name = png.Slice(at + 4, 4);
            var content = png.Slice(at + 8, (int)length);
            if (name.SequenceEqual("eXIf"u8))
            {
                notes = to is null ? ExifNotes.Read(content).Or(notes) : notes;
            }
            else if (name.SequenceEqual("iTXt"u8) && content.StartsWith(Xmp))
            {
                notes = to is null ? notes.Or(XmpNotes.Read(content[Xmp.Length..])) : notes;
            }
            else if (name.SequenceEqual("IHDR"u8) || IsPartOfThePicture(name))
            {
                hasPixels |= name.SequenceEqual("IDAT"u8);
                to?.Write(png.Slice(at, 12 + (int)length));
                if (exif.Length > 0 && name.SequenceEqual("IHDR"u8))
                {
                    to?.Write(Chunk(exif));
                }
            }

            if (name.SequenceEqual("IEND"u8))
            {
                return hasPixels;
            }

            at += 12 + (int)length;
        }

        return false;
    }

    private static bool IsPartOfThePicture(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("PLTE"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8) || name.SequenceEqual("tRNS"u8)
        || name.SequenceEqual("cHRM"u8) || name.SequenceEqual("gAMA"u8) || name.SequenceEqual("iCCP"u8) || name.SequenceEqual("sRGB"u8)
        || name.SequenceEqual("sBIT"u8) || name.SequenceEqual("cICP"u8) || name.SequenceEqual("bKGD"u8) || name.SequenceEqual("pHYs"u8);

    public static byte[] Chunk(byte[] exif)
    {
        byte[] chunk = [0, 0, 0, 0, .. "eXIf"u8, .. exif, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, exif.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    /// <summary>CRC-32 as PNG's annex D has it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
