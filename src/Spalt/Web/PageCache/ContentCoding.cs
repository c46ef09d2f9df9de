using System.Globalization;

namespace Spalt.Web.PageCache;

/// <summary>Chooses a content coding by <c>Accept-Encoding</c> (RFC 9110 §12.5.3).</summary>
internal static class ContentCoding
{
    public const string Gzip = "gzip";
    public const string Brotli = "br";
    public const string Identity = "identity";

    /// <summary>No coding at all is always there, but the last choice of a client that did not ask for it.</summary>
    private const double LastChoice = 0.0001;

    /// <summary>The coding that the client likes best of those we have; of equals Brotli, which is smallest.</summary>
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

        double? gzip = null, brotli = null, identity = null;
        double others = 0;
        foreach (var range in acceptEncoding.AsSpan().Split(','))
        {
            var part = acceptEncoding.AsSpan(range).Trim();
            var semicolon = part.IndexOf(';');
            var name = semicolon < 0 ? part : part[..semicolon].TrimEnd();
            var weight = semicolon < 0 ? 1 : Weight(part[(semicolon + 1)..].Trim());
            if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
            {
                gzip = weight;
            }
            else if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
            {
                brotli = weight;
            }
            else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                identity = weight;
            }
            else if (name is "*")
            {
                others = weight;
            }
        }

        var (br, gz, plain) = (brotli ?? others, gzip ?? others, identity ?? LastChoice);
        return br > 0 && br >= gz && br >= plain ? Brotli : gz > 0 && gz >= plain ? Gzip : Identity;
    }

    /// <summary>Of <c>q=0.5</c>; what is no weight between 0 and 1 wins nothing.</summary>
    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) && q <= 1 ? q : 0;
}
