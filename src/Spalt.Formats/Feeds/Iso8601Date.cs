using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>W3C-DTF and the rest of ISO 8601 that starts with a year: extended and basic, calendar, ordinal and week dates.</summary>
internal static class Iso8601Date
{
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length == 14 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return Parse($"{text[..8]}T{text[8..]}");
        }

        var split = text.AsSpan().IndexOfAny("Tt ");
        var date = split < 0 ? text : text.AsSpan(0, split);
        if (Day(date) is not var (year, month, day))
        {
            return null;
        }

        var rest = split < 0 ? default : text.AsSpan(split + 1).Trim();
        if (rest.IsEmpty)
        {
            return FeedDates.Instant(year, month, day, TimeSpan.Zero, TimeSpan.Zero);
        }

        var zone = rest[1..].IndexOfAnyExcept(FeedDates.Clock) is >= 0 and var at ? at + 1 : rest.Length;
        return Time(rest[..zone]) is { } time && FeedDates.Offset(rest[zone..].Trim()) is { } offset
            ? FeedDates.Instant(year, month, day, time, offset)
            : null;
    }

    private static TimeSpan? Time(ReadOnlySpan<char> text)
    {
        if (text.Contains(':'))
        {
            return FeedDates.TimeOfDay(text);
        }

        var point = text.IndexOfAny(".,");
        var whole = point < 0 ? text : text[..point];
        return whole.Length switch
        {
            2 => FeedDates.TimeOfDay($"{whole}:00"),
            4 => FeedDates.TimeOfDay($"{whole[..2]}:{whole[2..]}"),
            6 => FeedDates.TimeOfDay($"{whole[..2]}:{whole[2..4]}:{text[4..]}"),
            _ => null,
        };
    }

    private static (int Year, int Month, int Day)? Day(ReadOnlySpan<char> date)
    {
        if (date.Length < 4 || !Number(date[..4], out var year))
        {
            return null;
        }

        var rest = date[4..];
        var separated = rest is ['-' or '/', ..];
        var separator = separated ? rest[0] : '\0';
        if (separated)
        {
            rest = rest[1..];
        }

        if (rest.IsEmpty)
        {
            return (year, 1, 1);
        }

        if (rest[0] == 'W')
        {
            return Week(year, rest[1..]);
        }

        var second = separated ? rest.IndexOf(separator) : -1;
        if (second > 0)
        {
            return Number(rest[..second], out var month) && Number(rest[(second + 1)..], out var day) ? (year, month, day) : null;
        }

        if (!Number(rest, out var number))
        {
            return null;
        }

        return rest.Length switch
        {
            3 => Ordinal(year, number),
            4 when !separated => (year, number / 100, number % 100),
            // "199912" could be six digits of anything, "1999-12" is a month.
            <= 2 when separated => (year, number, 1),
            _ => null,
        };
    }

    private static (int Year, int Month, int Day)? Ordinal(int year, int number)
    {
        if (year is < 1900 or > 2999 || number < 1 || number > (DateTime.IsLeapYear(year) ? 366 : 365))
        {
            return null;
        }

        var day = new DateOnly(year, 1, 1).AddDays(number - 1);
        return (day.Year, day.Month, day.Day);
    }

    private static (int Year, int Month, int Day)? Week(int year, ReadOnlySpan<char> text)
    {
        var digits = text.ToString().Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is not (2 or 3) || !Number(digits, out var number) || year is < 1900 or > 2999)
        {
            return null;
        }

        var (week, weekday) = digits.Length == 2 ? (number, 1) : (number / 10, number % 10);
        if (week < 1 || week > ISOWeek.GetWeeksInYear(year) || weekday is < 1 or > 7)
        {
            return null;
        }

        var day = ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7));
        return (day.Year, day.Month, day.Day);
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
