using System.Buffers.Binary;

namespace Spalt.Formats.Images;

/// <summary>
/// Offsets in a HEIF file count from its beginning, so nothing is taken out: what does not belong to the picture is overwritten with
/// zeros where it lies, and boxes that are not on the list become <c>free</c>.
/// </summary>
internal static class HeifCleaner
{
    public static ExifNotes? Clean(ReadOnlySpan<byte> file, Stream to) => Clean(file, to, exif: []);

    /// <param name="exif">What is to be said instead, in the first Exif item that has room for it; nowhere where none has.</param>
    public static ExifNotes? Clean(ReadOnlySpan<byte> file, Stream to, byte[] exif)
    {
        if (HeifBoxes.In(file, 0, file.Length) is not { } boxes || boxes.Find("meta"u8) is not { } meta
            || HeifBoxes.In(file, meta.Content + 4, meta.End) is not { } parts)
        {
            return null;
        }

        var clean = file.ToArray();
        foreach (var box in boxes.Where(b => b.Name != HeifBoxes.Type("ftyp"u8) && b.Name != HeifBoxes.Type("meta"u8) && b.Name != HeifBoxes.Type("mdat"u8)))
        {
            "free"u8.CopyTo(clean.AsSpan(box.Start + 4));
            clean.AsSpan(box.Content, box.End - box.Content).Clear();
        }

        if (HeifItems.About(file, parts) is not { } about)
        {
            return null;
        }

        var notes = ExifNotes.None;
        foreach (var (isExif, extent) in about)
        {
            var content = file.Slice(extent.Start, extent.Length);
            if (isExif && content.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(content) is var skip && skip <= content.Length - 4)
            {
                notes = ExifNotes.Read(content[(4 + (int)skip)..]).Or(notes);
            }

            clean.AsSpan(extent.Start, extent.Length).Clear();
            if (isExif && exif.Length > 0 && exif.Length + 4 <= extent.Length)
            {
                // ISO/IEC 23008-12 §A.2.1: how far it is to the TIFF header, and then that.
                exif.CopyTo(clean.AsSpan(extent.Start + 4));
                exif = [];
            }
        }

        to.Write(clean);

        // A decoder turns such a picture by its properties (irot, imir) and is told to leave Exif alone.
        return notes with { Orientation = 1 };
    }
}
