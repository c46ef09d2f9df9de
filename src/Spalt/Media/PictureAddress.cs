using System.Globalization;

namespace Spalt.Media;

/// <summary>
/// What the files of a picture are called. A picture that came in as an upload is shown by its variants: <c>{hash}-{width}.webp</c> and
/// <c>.avif</c> for each width of <see cref="Spalt.Formats.Html.PictureVariants"/>; an animation has one, <c>{hash}-a{width}.webp</c>.
/// </summary>
internal static class PictureAddress
{
    public const string Root = "/-/media/";

    public static string Original(string hash, string extension) => $"{hash}.{extension}";

    public static string Variant(string hash, int width, string extension, bool animated = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{hash}-{(animated ? "a" : "")}{width}.{extension}");

    /// <summary>Path of what stands in <c>src</c>: the widest variant, or else the picture as it came.</summary>
    public static string Shown(string hash, string extension, int? variantWidth, bool animated) =>
        Root + (variantWidth is { } width ? Variant(hash, width, "webp", animated) : Original(hash, extension));
}
