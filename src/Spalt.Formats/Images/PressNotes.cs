using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>Who made a press photograph: IPTC-IIM 4.2 (by-line 2:80, credit 2:110, copyright notice 2:116) in Photoshop's image resource 1028.</summary>
internal static class PressNotes
{
    /// <param name="segment">Content of an APP13 segment.</param>
    public static ExifNotes Read(ReadOnlySpan<byte> segment)
    {
        var signature = "Photoshop 3.0\0"u8;
        if (!segment.StartsWith(signature))
        {
            return ExifNotes.None;
        }

        // Each resource: "8BIM", id, a name as a Pascal string of even length, the content's length, content of even length.
        var rest = segment[signature.Length..];
        while (rest.Length >= 12 && rest.StartsWith("8BIM"u8))
        {
            var name = (rest[6] + 2) & ~1;
            if (rest.Length < 10 + name)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(rest[(6 + name)..]);
            var content = rest[(10 + name)..];
            if (length > content.Length)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16BigEndian(rest[4..]) == 1028)
            {
                return DataSets(content[..(int)length]);
            }

            rest = content[Math.Min(content.Length, (int)length + ((int)length & 1))..];
        }

        return ExifNotes.None;
    }

    private static ExifNotes DataSets(ReadOnlySpan<byte> iptc)
    {
        string? byLine = null, credit = null, copyright = null;
        while (iptc.Length >= 5 && iptc[0] == 0x1C)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(iptc[3..]);
            if (length > iptc.Length - 5)
            {
                break;
            }

            if (iptc[1] == 2)
            {
                var words = ExifNotes.Words(iptc.Slice(5, length));
                (byLine, credit, copyright) = iptc[2] switch
                {
                    80 => (byLine ?? words, credit, copyright),
                    110 => (byLine, credit ?? words, copyright),
                    116 => (byLine, credit, copyright ?? words),
                    _ => (byLine, credit, copyright),
                };
            }

            iptc = iptc[(5 + length)..];
        }

        return new ExifNotes(Artist: byLine ?? credit, Copyright: copyright);
    }
}
