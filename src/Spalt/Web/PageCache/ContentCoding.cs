using System.Globalization;

namespace Spalt.Web.PageCache;

/// <summary>Chooses a content coding by <c>Accept-Encoding</c> (RFC 9110 §12.5.3).</summary>
internal static class ContentCoding
{
    public const string Gzip = "gzip";
    public const string Brotli = "br";
    public const string Identity = "identity";

    /// <summary>
    /// The client's preferred coding of those we have; of equals, gzip: it is compressed when the page is frozen, and pages are
    /// small enough that Brotli saves little. A browser that accepts both says so with equal weight and gets Brotli, which is smaller.
    /// </summary>
    public static string Best(string acceptEncoding)
    {
        switch (acceptEncoding)
        {
            case "":
                return Identity;
            case "gzip":
                return Gzip;
            case "gzip, deflate, br" or "gzip, deflate, br, zstd":
                return Brotli;
        }

        double gzip = 0, brotli = 0;
        var identity = 0.001;
        foreach (var part in acceptEncoding.Split(',', StringSplitOptions.TrimEntries))
        {
            var semicolon = part.IndexOf(';', StringComparison.Ordinal);
            var name = (semicolon < 0 ? part : part[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1 : Weight(part[(semicolon + 1)..]);
            switch (name.ToLowerInvariant())
            {
                case "gzip" or "x-gzip":
                    gzip = weight;
                    break;
                case "br":
                    brotli = weight;
                    break;
                case "identity":
                    identity = weight;
                    break;
                case "*":
                    gzip = Math.Max(gzip, weight);
                    break;
            }
        }

        return brotli > 0 && brotli >= gzip && brotli >= identity ? Brotli : gzip > 0 && gzip >= identity ? Gzip : Identity;
    }

    private static double Weight(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(parameter.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var q) ? q : 1;
    }
}
