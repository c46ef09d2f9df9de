using System.Globalization;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Html.Embeds;

/// <summary>Maps: a place and a scale are read from the address, and nothing else of it is used.</summary>
internal static partial class EmbeddedMaps
{
    /// <summary>Pixels of the frame that a map is reckoned for.</summary>
    private const int Width = 576;

    private const int Height = 432;

    public static (string Source, EmbedShape Shape)? OpenStreetMap(EmbedAddress address)
    {
        var mark = Place(address.Query("mlat"), address.Query("mlon"));
        var shown = Fragment().Match(address.Fragment);
        if ((shown.Success ? Place(shown.Groups["lat"].Value, shown.Groups["lon"].Value) : mark) is not var (latitude, longitude))
        {
            return null;
        }

        var zoom = shown.Success ? Zoom(shown.Groups["zoom"].Value) : 15;

        // A tile of 256 pixels is the world at scale 0, half of it at 1; Mercator stretches it to the north.
        var east = 360 / (256 * Math.Pow(2, zoom)) * Width / 2;
        var north = east * Height / Width * Math.Cos(latitude * Math.PI / 180);
        var box = string.Join("%2C", Degrees(longitude - east), Degrees(latitude - north), Degrees(longitude + east), Degrees(latitude + north));
        return ($"https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{(mark is var (y, x) ? $"&marker={Degrees(y)}%2C{Degrees(x)}" : "")}", EmbedShape.Standard);
    }

    public static (string Source, EmbedShape Shape)? Google(EmbedAddress address)
    {
        // What Google offers to be put on a page: numbers and words between exclamation marks, which nobody else can make.
        if (address.Path == "/maps/embed")
        {
            return address.Query("pb") is { } said && Said().IsMatch(said) ? ($"https://www.google.com/maps/embed?pb={said}", EmbedShape.Standard) : null;
        }

        return GooglePath().Match(address.Path) is { Success: true } match && Place(match.Groups["lat"].Value, match.Groups["lon"].Value) is var (latitude, longitude)
            ? ($"https://www.google.com/maps?q={Degrees(latitude)}%2C{Degrees(longitude)}&z={(match.Groups["zoom"] is { Success: true } zoom ? Zoom(zoom.Value) : 15)}&output=embed", EmbedShape.Standard) : null;
    }

    private static Spot? Place(string? latitude, string? longitude) =>
        Number(latitude) is { } y && Number(longitude) is { } x && Math.Abs(y) <= 85 && Math.Abs(x) <= 180 ? new(y, x) : null;

    private static double? Number(string? said) =>
        said is not null && Decimal().IsMatch(said) ? double.Parse(said, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static int Zoom(string said) => Math.Clamp(int.Parse(said.Split('.')[0], CultureInfo.InvariantCulture), 1, 19);

    private static string Degrees(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <param name="Latitude">Degrees.</param>
    /// <param name="Longitude">Degrees.</param>
    private sealed record Spot(double Latitude, double Longitude);

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("^-?[0-9]{1,3}([.][0-9]{1,20})?\\z", Plain, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex("^map=(?<zoom>[0-9]{1,2})/(?<lat>-?[0-9.]{1,22})/(?<lon>-?[0-9.]{1,22})(&.*)?\\z", Plain, 1000)]
    private static partial Regex Fragment();

    [GeneratedRegex("^/maps/(.*/)?@(?<lat>-?[0-9.]{1,22}),(?<lon>-?[0-9.]{1,22})(,(?<zoom>[0-9]{1,2}([.][0-9]{1,4})?)z|,[0-9.]{1,12}m|/|,)", Plain, 1000)]
    private static partial Regex GooglePath();

    [GeneratedRegex("^(![0-9]{1,3}[a-z][A-Za-z0-9%._~+-]{0,300}){4,60}\\z", Plain, 1000)]
    private static partial Regex Said();
}
