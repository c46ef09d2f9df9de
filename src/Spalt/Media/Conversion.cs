using Spalt.Formats.Images;

namespace Spalt.Media;

/// <summary>A picture that was taken in: its files in a folder of its own, ready to be kept.</summary>
/// <param name="Width">Pixels of the picture as it came, as it is shown.</param>
/// <param name="Height">Pixels.</param>
/// <param name="VariantWidth">Pixels of the widest variant.</param>
/// <param name="VariantHeight">Pixels.</param>
/// <param name="Files">Name in the store, and path; the picture as it came is the first.</param>
internal sealed record Conversion(
    string Hash, string Extension, int Width, int Height, int VariantWidth, int VariantHeight, bool IsAnimated, ExifNotes Notes,
    IReadOnlyList<(string Name, string Path)> Files)
{
    public long Bytes { get; } = Files.Sum(f => new FileInfo(f.Path).Length);

    public long VariantBytes => Bytes - new FileInfo(Files[0].Path).Length;
}
