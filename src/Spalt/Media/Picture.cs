namespace Spalt.Media;

/// <summary>What a page needs to show a picture.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Picture(string Hash, string Extension, int Width, int Height)
{
    public string Url => MediaEndpoint.AddressOf(Hash, Extension);
}
