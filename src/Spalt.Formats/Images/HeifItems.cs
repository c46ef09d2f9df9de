using System.Buffers.Binary;
using static Spalt.Formats.Images.HeifBoxes;

namespace Spalt.Formats.Images;

/// <summary>Where a HEIF file's items lie that are no pictures: Exif, XMP and whatever else (ISO/IEC 14496-12 §8.11.3 and §8.11.6).</summary>
internal static class HeifItems
{
    /// <returns>Null where lists and lengths do not fit.</returns>
    public static List<(bool IsExif, Extent Where)>? About(ReadOnlySpan<byte> file, List<Box> parts)
    {
        List<(bool, Extent)> found = [];
        if (parts.Find("iinf"u8) is not { } infos || parts.Find("iloc"u8) is not { } places)
        {
            return found;
        }

        if (NotPictures(file, infos) is not { } items)
        {
            return null;
        }

        var idat = parts.Find("idat"u8);
        var reader = new Reader(file[places.Content..places.End]);
        var version = reader.Int(4) >> 24;
        var sizes = reader.Int(2);
        var (offsetSize, lengthSize, baseSize, indexSize) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0);
        for (var count = reader.Int(version < 2 ? 2 : 4); count > 0 && !reader.Ended; count--)
        {
            var id = reader.Int(version < 2 ? 2 : 4);
            var method = version > 0 ? reader.Int(2) & 15 : 0;
            reader.Int(2);
            var start = reader.Int((int)baseSize);
            for (var extents = reader.Int(2); extents > 0 && !reader.Ended; extents--)
            {
                reader.Int((int)indexSize);
                var (offset, length) = (start + reader.Int((int)offsetSize), reader.Int((int)lengthSize));
                if (!items.TryGetValue(id, out var isExif) || reader.Ended)
                {
                    continue;
                }

                var (from, to) = method == 1 && idat is { } box ? (box.Content, box.End) : (0, file.Length);
                if (offset < 0 || length < 0 || offset > to - from || length > to - from - offset)
                {
                    return null;
                }

                found.Add((isExif, new(from + (int)offset, length == 0 ? to - from - (int)offset : (int)length)));
            }
        }

        return reader.Ended ? null : found;
    }

    /// <summary>Ids of items that are Exif (true) or a text, an address or a file of some other kind (false).</summary>
    private static Dictionary<long, bool>? NotPictures(ReadOnlySpan<byte> file, Box infos)
    {
        var version = file[infos.Content];
        if (In(file, infos.Content + (version == 0 ? 6 : 8), infos.End) is not { } entries)
        {
            return null;
        }

        var items = new Dictionary<long, bool>();
        foreach (var entry in entries.Where(e => e.Name == Type("infe"u8)))
        {
            var reader = new Reader(file[entry.Content..entry.End]);
            var kind = reader.Int(4) >> 24;
            var id = reader.Int(kind < 3 ? 2 : 4);
            reader.Int(2);
            var type = kind < 2 ? Type("mime"u8) : (uint)reader.Int(4);
            if (reader.Ended)
            {
                return null;
            }

            if (type == Type("Exif"u8) || type == Type("mime"u8) || type == Type("uri "u8))
            {
                items[id] = type == Type("Exif"u8);
            }
        }

        return items;
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        /// <summary>Whether more was asked for than there was.</summary>
        public bool Ended { get; private set; }

        public long Int(int length)
        {
            if (length > _rest.Length || length > 8)
            {
                Ended = true;
                return 0;
            }

            ulong value = 0;
            foreach (var b in _rest[..length])
            {
                value = (value << 8) | b;
            }

            _rest = _rest[length..];
            return value > int.MaxValue * 2L + 1 ? -1 : (long)value;
        }
    }
}
