using System.Buffers.Binary;
using System.Text;

namespace Spalt.Formats.Images;

/// <summary>
/// The little of a picture's metadata that is kept: how the camera was held, and who has made it and owns it
/// (Exif 2.3, CIPA DC-008, §4.6.4: tags 274, 315 and 33432). Where it was taken, when and with what is left behind.
/// </summary>
/// <param name="Orientation">1 to 8, of which 5 and more lie on their side.</param>
/// <param name="Artist">Plain text of one line, at most 200 characters.</param>
/// <param name="Copyright">The same.</param>
public sealed record ExifNotes(int Orientation = 1, string? Artist = null, string? Copyright = null)
{
    private const int Longest = 200;
    private const ushort OrientationTag = 0x0112;
    private const ushort ArtistTag = 0x013B;
    private const ushort CopyrightTag = 0x8298;
    private const ushort Ascii = 2;
    private const ushort Short = 3;

    public static ExifNotes None { get; } = new();

    /// <summary>What a line about the picture may say of it by itself: its maker, or else its owner.</summary>
    public string? Credit => Artist ?? Copyright;

    /// <param name="tiff">A TIFF structure, as PNG, WebP and HEIF hold it, and JPEG after <c>Exif\0\0</c>. Whatever is wrong with it, it only says less.</param>
    internal static ExifNotes Read(ReadOnlySpan<byte> tiff)
    {
        var notes = None;
        if (tiff.Length < 8 || (!tiff.StartsWith("II*\0"u8) && !tiff.StartsWith("MM\0*"u8)))
        {
            return notes;
        }

        var little = tiff[0] == 'I';
        var directory = Int32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return notes;
        }

        var entries = tiff[(int)directory..];
        var count = Math.Min(Int16(entries, little), (entries.Length - 2) / 12);
        for (var entry = entries[2..]; count > 0; count--, entry = entry[12..])
        {
            var (tag, type) = (Int16(entry, little), Int16(entry[2..], little));
            if (tag == OrientationTag && type == Short && Int16(entry[8..], little) is >= 1 and <= 8 and var orientation)
            {
                notes = notes with { Orientation = orientation };
            }
            else if (tag is ArtistTag or CopyrightTag && type == Ascii && Words(tiff, entry, little) is { } words)
            {
                notes = tag == ArtistTag ? notes with { Artist = words } : notes with { Copyright = words };
            }
        }

        return notes;
    }

    /// <summary>What these notes lack, from others.</summary>
    internal ExifNotes Or(ExifNotes others) => this with { Artist = Artist ?? others.Artist, Copyright = Copyright ?? others.Copyright };

    /// <summary>A TIFF structure that says this and nothing else; empty where there is nothing to say.</summary>
    internal byte[] Write()
    {
        List<(ushort Tag, ushort Type, byte[] Value)> entries = [];
        if (Orientation != 1)
        {
            entries.Add((OrientationTag, Short, [(byte)Orientation, 0]));
        }

        Add(ArtistTag, Artist);
        Add(CopyrightTag, Copyright);
        if (entries.Count == 0)
        {
            return [];
        }

        var heap = 8 + 2 + (entries.Count * 12) + 4;
        var tiff = new byte[heap + entries.Sum(e => e.Value.Length > 4 ? e.Value.Length + (e.Value.Length & 1) : 0)];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(8), (ushort)entries.Count);
        var at = 10;
        foreach (var (tag, type, value) in entries)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at + 2), type);
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 4), type == Short ? 1 : value.Length);
            if (value.Length <= 4)
            {
                value.CopyTo(tiff, at + 8);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 8), heap);
                value.CopyTo(tiff, heap);
                heap += value.Length + (value.Length & 1);
            }

            at += 12;
        }

        return tiff;

        void Add(ushort tag, string? words)
        {
            if (words is not null)
            {
                entries.Add((tag, Ascii, [.. Encoding.UTF8.GetBytes(words), 0]));
            }
        }
    }

    /// <summary>Words out of some bytes: UTF-8, or Latin-1 where they are not; null where there are none.</summary>
    internal static string? Words(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        var raw = end < 0 ? bytes : bytes[..end];
        var text = System.Text.Unicode.Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : Encoding.Latin1.GetString(raw);
        var line = string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        line = line.Length > Longest ? line[..Longest].TrimEnd() : line;
        return line.Length == 0 ? null : char.IsHighSurrogate(line[^1]) ? line[..^1] : line;
    }

    private static string? Words(ReadOnlySpan<byte> tiff, ReadOnlySpan<byte> entry, bool little)
    {
        var length = Int32(entry[4..], little);
        var offset = Int32(entry[8..], little);
        return length <= 4 ? Words(entry.Slice(8, (int)length))
            : length <= 4096 && offset <= tiff.Length && length <= tiff.Length - offset ? Words(tiff.Slice((int)offset, (int)length)) : null;
    }

    private static ushort Int16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Int32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
