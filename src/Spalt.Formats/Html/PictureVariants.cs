using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Html;

/// <summary>
/// The sizes in which an uploaded picture is kept, told by the address of the widest: <c>/-/media/{hash}-{width}.webp</c> says that all
/// widths of <see cref="Widths"/> are there, in WebP and AVIF. So pages need not ask a database what to offer a browser.
/// </summary>
public sealed partial record PictureVariants(string Hash, int Width)
{
    private static readonly int[] Steps = [480, 960, 1440, Widest];

    /// <summary>Pixels.</summary>
    public const int Widest = 2000;

    /// <summary>Pixels, narrowest first: the steps below the widest, and the widest.</summary>
    public static IEnumerable<int> Widths(int widest) => Steps.Where(step => step < widest).Append(widest);

    /// <summary>Null for the address of any other picture, an animation's too.</summary>
    public static PictureVariants? Of(string address) =>
        Address().Match(address) is { Success: true } match ? new(match.Groups["hash"].Value, int.Parse(match.Groups["width"].ValueSpan, CultureInfo.InvariantCulture)) : null;

    /// <summary>Hash of any picture of ours: as it came, a variant, or an animation.</summary>
    public static string? HashOf(string address) => Ours().Match(address) is { Success: true } match ? match.Groups["hash"].Value : null;

    /// <param name="extension"><c>webp</c> or <c>avif</c>.</param>
    public string Srcset(string extension)
    {
        var set = new StringBuilder();
        foreach (var width in Widths(Width))
        {
            set.Append(CultureInfo.InvariantCulture, $"{(set.Length == 0 ? "" : ", ")}/-/media/{Hash}-{width}.{extension} {width}w");
        }

        return set.ToString();
    }

    [GeneratedRegex("^/-/media/(?<hash>[0-9a-f]{32})-(?<width>[1-9][0-9]{0,3})[.]webp\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("^/-/media/(?<hash>[0-9a-f]{32})(-a?[1-9][0-9]{0,3})?[.][a-z]{3,4}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
