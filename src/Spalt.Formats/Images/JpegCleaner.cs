using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>ITU-T T.81 Annex B: markers, and between them segments that state their length; after SOS entropy-coded data up to the next marker.</summary>
internal static class JpegCleaner
{
    /// <summary>A progressive photograph has a dozen; thousands are there to keep a decoder busy.</summary>
    private const int MostScans = 100;

    /// <summary>ISO 16684-3 §1.1.3: what begins a segment of XMP.</summary>
    private static ReadOnlySpan<byte> Xmp => "http://ns.adobe.com/xap/1.0/\0"u8;

    public static ExifNotes? Clean(ReadOnlySpan<byte> jpeg, Stream to)
    {
        // Once to see what is there and whether it holds together, once to write: the notes come first in the new file.
        var notes = ExifNotes.None;
        var credits = ExifNotes.None;
        return Walk(jpeg, ref notes, ref credits, to: null, exif: []) ? Write(jpeg, notes.Or(credits), to) : null;
    }

    private static ExifNotes? Write(ReadOnlySpan<byte> jpeg, ExifNotes notes, Stream to)
    {
        ExifNotes none = ExifNotes.None, others = ExifNotes.None;
        to.Write([0xFF, 0xD8]);
        return Walk(jpeg, ref none, ref others, to, notes.Write()) ? notes : null;
    }

    private static bool Walk(ReadOnlySpan<byte> jpeg, ref ExifNotes notes, ref ExifNotes credits, Stream? to, byte[] exif)
    {
        var (at, scans, told, framed) = (2, 0, exif.Length == 0, false);
        while (at + 1 < jpeg.Length && jpeg[at] == 0xFF)
        {
            var marker = jpeg[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0xD9)
            {
                to?.Write([0xFF, 0xD9]);
                return framed && scans > 0;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
                continue;
            }

            var length = at + 4 <= jpeg.Length ? BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return false;
            }

            var content = jpeg.Slice(at + 4, length - 2);
            var isJfif = marker is 0xE0 && content.StartsWith("JFIF\0"u8) && content.Length >= 14;
            if (!isJfif && !told)
            {
                to?.Write([0xFF, 0xE1, (byte)((exif.Length + 8) >> 8), (byte)(exif.Length + 8), .. "Exif\0\0"u8]);
                to?.Write(exif);
                told = true;
            }

            if (isJfif)
            {
                // Without the thumbnail that may follow.
                to?.Write([0xFF, 0xE0, 0, 16]);
                to?.Write(content[..12]);
                to?.Write([0, 0]);
            }
            else if (marker is 0xE1 && content.StartsWith("Exif\0\0"u8))
            {
                notes = notes == ExifNotes.None ? ExifNotes.Read(content[6..]) : notes;
            }
            else if (marker is 0xE1 && content.StartsWith(Xmp))
            {
                credits = to is null ? credits.Or(XmpNotes.Read(content[Xmp.Length..])) : credits;
            }
            else if (marker is 0xED)
            {
                credits = to is null ? credits.Or(PressNotes.Read(content)) : credits;
            }
            else if (IsPartOfThePicture(marker, content))
            {
                framed |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
                to?.Write(jpeg.Slice(at, 2 + length));
            }

            at += 2 + length;
            if (marker is 0xDA)
            {
                var end = EndOfScan(jpeg, at);
                if (end < 0 || ++scans > MostScans)
                {
                    return false;
                }

                to?.Write(jpeg[at..end]);
                at = end;
            }
        }

        return false;
    }

    private static bool IsPartOfThePicture(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        >= 0xC0 and <= 0xCF and not 0xC8 => true,
        >= 0xDA and <= 0xDF => true,
        0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => content.StartsWith("Adobe"u8),
        _ => false,
    };

    /// <summary>Where the next marker stands that is no part of the data; -1 where the file ends before it.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at < jpeg.Length && jpeg[at..].IndexOf((byte)0xFF) is >= 0 and var next && at + next + 1 < jpeg.Length)
        {
            at += next;
            if (jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return -1;
    }
}
