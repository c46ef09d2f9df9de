using System.Globalization;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Moderation.Sealing;

/// <summary>Times as the bundle tells them: by the newspaper's clock, and so that nobody need ask which clock, in UTC.</summary>
internal static class BundleTimes
{
    /// <summary><c>4 mars 2026 13:00:00 (2026-03-04 12:00:00 UTC)</c></summary>
    public static string Written(Network network, DateTimeOffset at) =>
        $"{Local(network, at).ToString("d MMMM yyyy HH':'mm':'ss", CultureInfo.CurrentCulture)} ({at.UtcDateTime.ToString("yyyy-MM-dd HH':'mm':'ss", CultureInfo.InvariantCulture)} UTC)";

    /// <summary>No more of it than is known.</summary>
    public static string Written(Network network, DateTimeOffset? at, PublishedPrecision precision) => (at, precision) switch
    {
        (null, _) or (_, PublishedPrecision.Unknown) => Texts.Say("Evidence.Unknown"),
        ({ } instant, PublishedPrecision.Exact) => Written(network, instant),
        ({ } instant, PublishedPrecision.Day) => Local(network, instant).ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
        ({ } instant, PublishedPrecision.Month) => Local(network, instant).ToString("MMMM yyyy", CultureInfo.CurrentCulture),
        ({ } instant, _) => Local(network, instant).ToString("yyyy", CultureInfo.CurrentCulture),
    };

    private static DateTimeOffset Local(Network network, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Network.ZoneOf(network.TimeZone) ?? TimeZoneInfo.Utc);
}
