using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>Reads the hints on how often to read: RSS 2.0's ttl, skipHours and skipDays, RSS 1.0's syndication module.</summary>
internal static class FeedCadences
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static FeedCadence Read(FeedElement head) => new(
        Whole(head.First("ttl")?.Text) is { } minutes ? Bounded(TimeSpan.FromMinutes(minutes)) : null,
        Interval(head.First("sy:updateperiod")?.Text, Whole(head.First("sy:updatefrequency")?.Text)),
        Values<int>(head.First("skiphours"), text => Whole(text) is { } hour and <= 24 ? hour % 24 : null),
        Values<DayOfWeek>(head.First("skipdays"), text => Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : null));

    private static HashSet<T> Values<T>(FeedElement? list, Func<string, T?> read) where T : struct =>
        list is null ? [] : [.. list.Elements.Select(e => read(e.Text ?? "")).OfType<T>()];

    private static TimeSpan? Interval(string? period, int? frequency)
    {
        TimeSpan? length = period?.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            null when frequency is not null => TimeSpan.FromDays(1),
            _ => null,
        };
        return length / Math.Max(frequency ?? 1, 1);
    }

    private static TimeSpan Bounded(TimeSpan time) => time > Longest ? Longest : time;

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number : null;
}
