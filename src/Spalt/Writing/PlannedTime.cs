using System.Globalization;
using Spalt.Networks;

namespace Spalt.Writing;

/// <summary>A day and a time of day as somebody typed them, in the network's time zone.</summary>
/// <param name="At">The instant; null where there is none such.</param>
/// <param name="Error">What is wrong with it: a key below <c>Write.Error.</c></param>
internal readonly record struct PlannedTime(DateTimeOffset? At, string? Error)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(5 * 366);

    /// <param name="date"><c>2026-03-29</c></param>
    /// <param name="time"><c>02:30</c></param>
    public static PlannedTime Read(string date, string time, NetworkFace network, DateTimeOffset now)
    {
        if (!DateOnly.TryParseExact(date.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !TimeOnly.TryParseExact(time.Trim(), (string[])["HH:mm", "HH:mm:ss", "HH.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return new PlannedTime(null, "NoTime");
        }

        var local = day.ToDateTime(clock);
        if (network.Zone.IsInvalidTime(local))
        {
            return new PlannedTime(null, "TimeIsSkipped");
        }

        // Of a time that comes twice, when clocks are put back, the first: the greater offset.
        var offset = network.Zone.IsAmbiguousTime(local) ? network.Zone.GetAmbiguousTimeOffsets(local).Max() : network.Zone.GetUtcOffset(local);
        var at = new DateTimeOffset(local, offset).ToUniversalTime();
        return at <= now ? new PlannedTime(null, "TimeIsPast") : at - now > Furthest ? new PlannedTime(null, "TimeIsFar") : new PlannedTime(at, null);
    }

    /// <summary>The city by whose clock times are meant, as the zone is called after it.</summary>
    public static string Place(NetworkFace network) => network.TimeZone[(network.TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>Whether the clock shows this time twice that day.</summary>
    public static bool IsTwice(NetworkFace network, DateTimeOffset at) =>
        network.Zone.IsAmbiguousTime(TimeZoneInfo.ConvertTime(at, network.Zone).DateTime);

    /// <summary>Day and time for the form's fields.</summary>
    public static (string Date, string Time) Fields(NetworkFace network, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, network.Zone);
        return (local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), local.ToString("HH':'mm", CultureInfo.InvariantCulture));
    }
}
