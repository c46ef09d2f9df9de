using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>
/// HEIC and AVIF are both HEIF (ISO/IEC 23008-12) in the boxes of ISO/IEC 14496-12: <c>meta</c> lists items (<c>iinf</c>), where each
/// lies (<c>iloc</c>), and what is true of the pictures among them (<c>iprp</c>).
/// </summary>
internal static class HeifBoxes
{
    /// <summary>Boxes in boxes, and items, that a reader goes through before it gives up.</summary>
    private const int Most = 10_000;

    internal sealed record Box(uint Name, int Start, int Content, int End);

    internal sealed record Extent(int Start, int Length);

    public static uint Type(ReadOnlySpan<byte> fourCharacters) => BinaryPrimitives.ReadUInt32BigEndian(fourCharacters);

    /// <summary><c>avif</c> or <c>heic</c> by the brands of <c>ftyp</c>; null for other films and files of boxes.</summary>
    public static string? Kind(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..8].SequenceEqual("ftyp"u8) || BinaryPrimitives.ReadUInt32BigEndian(file) is var length && (length < 16 || length > file.Length))
        {
            return null;
        }

        string? kind = null;
        for (var brands = file[8..(int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file), 256)]; brands.Length >= 4; brands = brands[4..])
        {
            kind = brands[..4] switch
            {
                [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s'] => "avif",
                [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', (byte)'c' or (byte)'x' or (byte)'m' or (byte)'s'] => kind ?? "heic",
                _ => kind,
            };
        }

        return kind;
    }

    /// <summary>Boxes that lie side by side; null where they do not hold together.</summary>
    /// <param name="cutShort">Whether the last may be longer than the file.</param>
    public static List<Box>? In(ReadOnlySpan<byte> file, int from, int to, bool cutShort = false)
    {
        List<Box> boxes = [];
        while (to - from >= 8)
        {
            ulong length = BinaryPrimitives.ReadUInt32BigEndian(file[from..]);
            var content = from + 8;
            if (length == 1 && to - from >= 16)
            {
                length = BinaryPrimitives.ReadUInt64BigEndian(file[(from + 8)..]);
                content += 8;
            }

            length = length == 0 || (cutShort && length > (ulong)(to - from)) ? (ulong)(to - from) : length;
            if (length < (ulong)(content - from) || length > (ulong)(to - from) || boxes.Count >= Most)
            {
                return null;
            }

            boxes.Add(new(Type(file[(from + 4)..]), from, content, from + (int)length));
            from += (int)length;
        }

        return from == to ? boxes : null;
    }

    public static Box? Find(this List<Box>? boxes, ReadOnlySpan<byte> name)
    {
        var type = Type(name);
        return boxes?.Find(b => b.Name == type);
    }

    /// <summary>The largest picture of which <c>ispe</c> speaks: a grid of tiles states its whole, which is what a decoder makes room for.</summary>
    public static (int Width, int Height)? Size(ReadOnlySpan<byte> file)
    {
        if (In(file, 0, file.Length, cutShort: true).Find("meta"u8) is not { } meta
            || In(file, meta.Content + 4, meta.End).Find("iprp"u8) is not { } properties
            || In(file, properties.Content, properties.End).Find("ipco"u8) is not { } container)
        {
            return null;
        }

        (int Width, int Height)? largest = null;
        foreach (var box in In(file, container.Content, container.End) ?? [])
        {
            if (box.Name == Type("ispe"u8) && box.End - box.Content >= 12)
            {
                var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(file[(box.Content + 4)..]), BinaryPrimitives.ReadUInt32BigEndian(file[(box.Content + 8)..]));
                if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
                {
                    return null;
                }

                largest = largest is { } l && (long)l.Width * l.Height >= (long)width * height ? l : ((int)width, (int)height);
            }
        }

        return largest;
    }
}
