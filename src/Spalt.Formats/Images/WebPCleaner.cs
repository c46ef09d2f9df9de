using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>RFC 9649: a RIFF file of chunks of even length.</summary>
internal static class WebPCleaner
{
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    public static ExifNotes? Clean(ReadOnlySpan<byte> webp, Stream to)
    {
        var notes = ExifNotes.None;
        var length = Walk(webp, ref notes, to: null, exif: []);
        var exif = notes.Write();
        length += exif.Length == 0 ? 0 : 8 + exif.Length + (exif.Length & 1);
        if (length <= 0)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[12];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)length + 4);
        "WEBP"u8.CopyTo(head[8..]);
        to.Write(head);
        Walk(webp, ref notes, to, exif);
        if (exif.Length > 0)
        {
            Span<byte> chunk = stackalloc byte[8];
            "EXIF"u8.CopyTo(chunk);
            BinaryPrimitives.WriteInt32LittleEndian(chunk[4..], exif.Length);
            to.Write(chunk);
            to.Write(exif);
            to.Write(stackalloc byte[exif.Length & 1]);
        }

        return notes;
    }

    /// <summary>How many pictures there are: 1 for a still one; 0 where the file is cut short.</summary>
    public static int Frames(ReadOnlySpan<byte> webp)
    {
        var frames = 0;
        for (var at = 12; at + 8 <= webp.Length && Length(webp, at) is >= 0 and var length; at += length)
        {
            frames += webp.Slice(at, 4).SequenceEqual("ANMF"u8) ? 1 : 0;
        }

        return Math.Max(1, frames);
    }

    /// <returns>Bytes of the chunks that are kept; a negative number where the file does not hold together.</returns>
    private static int Walk(ReadOnlySpan<byte> webp, ref ExifNotes notes, Stream? to, byte[] exif)
    {
        // What the file says it is long; behind that anything may follow, and is left out.
        var said = BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]);
        if (said > webp.Length - 8)
        {
            return -1_000_000;
        }

        var riff = webp[..((int)said + 8)];
        var (kept, hasPixels) = (0, false);
        for (var at = 12; at + 8 <= riff.Length;)
        {
            if (Length(riff, at) is var length && length < 0)
            {
                return -1_000_000;
            }

            var name = riff.Slice(at, 4);
            var chunk = riff.Slice(at, length);
            if (name.SequenceEqual("EXIF"u8))
            {
                var content = chunk[8..];
                notes = to is null ? ExifNotes.Read(content.StartsWith("Exif\0\0"u8) ? content[6..] : content).Or(notes) : notes;
            }
            else if (name.SequenceEqual("XMP "u8))
            {
                notes = to is null ? notes.Or(XmpNotes.Read(chunk[8..])) : notes;
            }
            else if (name.SequenceEqual("VP8X"u8) && length >= 18)
            {
                kept += length;
                to?.Write([.. chunk[..8], (byte)((chunk[8] & ~(HasExif | HasXmp)) | (exif.Length > 0 ? HasExif : 0)), .. chunk[9..]]);
            }
            else if (IsPartOfThePicture(name))
            {
                hasPixels |= !name.SequenceEqual("ICCP"u8) && !name.SequenceEqual("ANIM"u8);
                kept += length;
                to?.Write(chunk);
            }

            at += length;
        }

        return hasPixels ? kept : -1_000_000;
    }

    private static bool IsPartOfThePicture(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ICCP"u8)
        || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8);

    /// <summary>Of a chunk with its head and its filling; -1 where the file is shorter. A missing last filling byte is forgiven nobody: it cannot be written again.</summary>
    private static int Length(ReadOnlySpan<byte> riff, int at)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(riff[(at + 4)..]);
        var padded = length + (length & 1) + 8;
        return length <= int.MaxValue - 16 && padded <= riff.Length - at ? (int)padded : -1;
    }
}
