using System.Globalization;
using System.Text.RegularExpressions;
using Spalt.Media;

namespace Spalt.Pictures;

/// <summary>A picture as others show it beside a link: 1.91 times as wide as high, around what its blog says that every crop must hold.</summary>
/// <param name="Hash">Of the picture.</param>
/// <param name="FocusX">Tenths from the left.</param>
/// <param name="FocusY">Tenths from above.</param>
internal sealed partial record SharedCrop(string Hash, int FocusX, int FocusY)
{
    public const string Root = PictureAddress.Root + "share/";
    private const int Widest = 1200;
    private const int Highest = 630;

    /// <summary>Null for a picture that has no variants to be cut from.</summary>
    public static SharedCrop? Of(Picture picture, FocalPoint? focus) =>
        picture.Srcset is null || focus is null ? null : new(picture.Hash, FocalPoint.Tenth(focus.X), FocalPoint.Tenth(focus.Y));

    public static SharedCrop? Of(string name) => Name().Match(name) is { Success: true } match
        ? new(match.Groups["hash"].Value, int.Parse(match.Groups["x"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture)) : null;

    /// <summary>Whether a library's point, in percent, is this crop's.</summary>
    public static bool IsAt(SharedCrop crop, int x, int y) => (crop.FocusX, crop.FocusY) == (FocalPoint.Tenth(x), FocalPoint.Tenth(y));

    /// <summary>In the address.</summary>
    public string File => string.Create(CultureInfo.InvariantCulture, $"{Hash}-{FocusX}x{FocusY}.jpg");

    /// <summary>In the store: none of those that are variants.</summary>
    public string Stored => string.Create(CultureInfo.InvariantCulture, $"{Hash}-share{FocusX}x{FocusY}.jpg");

    public string Path => Root + File;

    /// <summary>What is cut out of a picture of this size, in pixels.</summary>
    public (int Left, int Top, int Width, int Height) Cut(int width, int height)
    {
        var (w, h) = (long)width * Highest > (long)height * Widest
            ? (Math.Max(1, (int)Math.Round((double)height * Widest / Highest)), height) : (width, Math.Max(1, (int)Math.Round((double)width * Highest / Widest)));
        (w, h) = (Math.Min(w, width), Math.Min(h, height));
        return (Begin(FocusX, width, w), Begin(FocusY, height, h), w, h);
    }

    /// <summary>Pixels of the crop of a picture of this size: never more than were there.</summary>
    public (int Width, int Height) Size(int width, int height)
    {
        var (_, _, w, h) = Cut(width, height);
        return w > Widest ? (Widest, Highest) : (w, h);
    }

    /// <summary>The focus in the middle, as far as the picture reaches.</summary>
    private static int Begin(int tenths, int whole, int part) => Math.Clamp((int)Math.Round((whole * tenths / 10.0) - (part / 2.0)), 0, whole - part);

    [GeneratedRegex("^(?<hash>[0-9a-f]{32})-(?<x>[0-9]|10)x(?<y>[0-9]|10)[.]jpg\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
