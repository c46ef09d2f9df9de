using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>How a camera was held: Exif 2.3 (CIPA DC-008) §4.6.4, tag 274. Browsers turn the picture accordingly.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;

    /// <summary>1 to 8, of which 5 and more lie on their side; null where the segment says nothing about it.</summary>
    /// <param name="segment">Content of an APP1 segment.</param>
    public static int? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        var directory = Int32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        var entries = tiff[(int)directory..];
        var count = Math.Min(Int16(entries, little), (entries.Length - 2) / 12);
        for (var entry = entries[2..]; count > 0; count--, entry = entry[12..])
        {
            if (Int16(entry, little) == Tag && Int16(entry[2..], little) == Short && Int16(entry[8..], little) is >= 1 and <= 8 and var orientation)
            {
                return orientation;
            }
        }

        return null;
    }

    private static ushort Int16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Int32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
