using System.Globalization;

namespace Spalt.Web;

/// <summary>Whether colours can be told apart (WCAG 2.2, relative luminance and contrast ratio), and the nearest that can. Colours are <c>#rrggbb</c>.</summary>
internal static class Contrast
{
    /// <summary>Of text and its ground (§1.4.3).</summary>
    public const double OfText = 4.5;

    /// <summary>Of a field's edge and what it stands on (§1.4.11).</summary>
    public const double OfEdges = 3;

    /// <returns>1 to 21.</returns>
    public static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(Rgb(one)), Luminance(Rgb(other)));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The colour itself where it can be read on the ground; otherwise the one with the least black or white mixed in that can. Black and white always can.</summary>
    public static string Nearest(string colour, string ground, double least = OfText)
    {
        for (var percent = 0; percent < 100; percent++)
        {
            var (darker, lighter) = (Mix(colour, "#000000", percent), Mix(colour, "#ffffff", percent));
            if (Ratio(darker, ground) >= least)
            {
                return darker;
            }

            if (Ratio(lighter, ground) >= least)
            {
                return lighter;
            }
        }

        return Luminance(Rgb(ground)) > 0.18 ? "#000000" : "#ffffff";
    }

    /// <summary>So many per cent of the other colour in the one.</summary>
    public static string Mix(string one, string other, int percent)
    {
        var (a, b) = (Rgb(one), Rgb(other));
        return "#" + string.Concat(a.Select((c, i) => ((byte)Math.Round(c + ((b[i] - c) * percent / 100.0))).ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static byte[] Rgb(string colour) => Convert.FromHexString(colour.AsSpan(1));

    /// <summary>0 (black) to 1 (white) of red, green and blue.</summary>
    public static double Luminance(byte[] rgb) => (0.2126 * Linear(rgb[0])) + (0.7152 * Linear(rgb[1])) + (0.0722 * Linear(rgb[2]));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
