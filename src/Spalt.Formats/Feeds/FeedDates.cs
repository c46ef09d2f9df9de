using System.Buffers;
using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>Reads dates as feeds write them: W3C-DTF and ISO 8601 in their variants, RFC 822 and 2822 in every state of repair, month names of our languages and their neighbours'.</summary>
/// <remarks>
/// A date needs a day, a month and a year, except in W3C-DTF, which may stop at the month or year and then means its beginning. What can't be
/// read, or could mean two days (03/04/2020), is null. A time without a zone is UTC.
/// </remarks>
internal static class FeedDates
{
    private const int Longest = 80;

    /// <summary>What a time of day is written with.</summary>
    public static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:.,");

    public static DateTimeOffset? Parse(string? written)
    {
        var text = written?.Trim();
        if (text is null or { Length: < 4 or > Longest })
        {
            return null;
        }

        if (char.IsAsciiDigit(text[0]) && Iso8601Date.Parse(text) is { } iso)
        {
            return iso;
        }

        return UnixTime(text) ?? LooseDate.Parse(text);
    }

    private static DateTimeOffset? UnixTime(string text)
    {
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }

    /// <summary>An instant, or null where the parts make none. A leap second is the second before; hour 24 the next day's first.</summary>
    public static DateTimeOffset? Instant(int year, int month, int day, TimeSpan time, TimeSpan offset)
    {
        if (year is < 1900 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        if (time < TimeSpan.Zero || time > TimeSpan.FromDays(1) || offset.Duration() > TimeSpan.FromHours(14))
        {
            return null;
        }

        return new DateTimeOffset(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Add(time), TimeSpan.Zero).Subtract(offset);
    }

    /// <summary>"19:48", "19:48:21.5", "7.48" (of the clock), with the seconds cut at 59; null if it is no time of day.</summary>
    public static TimeSpan? TimeOfDay(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        if (count is not (2 or 3) || !Small(text[parts[0]], out var hour) || !Small(text[parts[1]], out var minute) || hour > 24 || minute > 59)
        {
            return null;
        }

        var seconds = 0m;
        if (count == 3 && !decimal.TryParse(text[parts[2]].ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
        {
            return null;
        }

        if (seconds >= 61)
        {
            return null;
        }

        return new TimeSpan(hour, minute, 0) + TimeSpan.FromTicks((long)(Math.Min(seconds, 59.9999999m) * TimeSpan.TicksPerSecond));
    }

    /// <summary>"Z", "+01:00", "+0100", "+1" or a zone's name; null if unknown.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return TimeSpan.Zero;
        }

        if (text[0] is not ('+' or '-' or '\u2212'))
        {
            return Zones.TryGetValue(text.ToString(), out var hours) ? TimeSpan.FromHours(hours) : ZoneWithOffset(text);
        }

        var digits = text[1..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is < 1 or > 6 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var offset = digits.Length switch
        {
            <= 2 => new TimeSpan(number, 0, 0),
            <= 4 => new TimeSpan(number / 100, number % 100, 0),
            _ => new TimeSpan(number / 10000, number / 100 % 100, 0),
        };
        return text[0] == '+' ? offset : -offset;
    }

    // "GMT+1", "UTC-05:00"
    private static TimeSpan? ZoneWithOffset(ReadOnlySpan<char> text)
    {
        var sign = text.IndexOfAny("+-");
        return sign > 0 && text[..sign] is "GMT" or "UTC" or "UT" ? Offset(text[sign..]) : null;
    }

    private static bool Small(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 2;

    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0, ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["WET"] = 0, ["WEST"] = 1, ["BST"] = 1, ["CET"] = 1, ["MET"] = 1, ["MEZ"] = 1, ["CEST"] = 2, ["MEST"] = 2,
        ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["AST"] = -4, ["ADT"] = -3, ["NST"] = -3.5, ["NDT"] = -2.5, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6,
        ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["JST"] = 9, ["KST"] = 9, ["AEST"] = 10,
        ["AEDT"] = 11, ["ACST"] = 9.5, ["AWST"] = 8, ["NZST"] = 12, ["NZDT"] = 13, ["SGT"] = 8, ["HKT"] = 8,
        // RFC 822's letters, which RFC 2822 reads as unknown, are UTC here; ET and the like change with the season and are read as winter's.
        ["ET"] = -5, ["CT"] = -6, ["MT"] = -7, ["PT"] = -8,
    };
}
