using System.Globalization;

namespace Spalt.Formats.Swedish;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Unknown,
    Year,
    Month,
    Day,
    Exact,
}

/// <summary>
/// A date as far as its source states it. <see cref="Local"/> is the clock on the writer's wall (kind unspecified), its
/// parts below the precision are the smallest there are; <see cref="Offset"/> is set only where the source names a zone.
/// The default value is <see cref="Unknown"/>.
/// </summary>
public readonly record struct PartialDate(DatePrecision Precision, DateTime Local, TimeSpan? Offset = null)
{
    public static PartialDate Unknown => default;

    public bool IsKnown => Precision != DatePrecision.Unknown;

    /// <summary>The year, or unknown where the calendar has none such (1900–2199).</summary>
    public static PartialDate OfYear(int year) => Of(DatePrecision.Year, year, 1, 1);

    public static PartialDate OfMonth(int year, int month) => Of(DatePrecision.Month, year, month, 1);

    public static PartialDate OfDay(int year, int month, int day) => Of(DatePrecision.Day, year, month, day);

    /// <summary>This day at a time of it; the day alone where there is no such time.</summary>
    public PartialDate At(int hour, int minute, int second = 0, TimeSpan? offset = null) =>
        Precision == DatePrecision.Day && hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60
            ? new PartialDate(DatePrecision.Exact, Local.Date + new TimeSpan(hour, minute, second), offset)
            : this;

    /// <summary>ISO 8601 with as many parts as are known; empty when unknown.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Year => Local.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => Local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DatePrecision.Day => Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DatePrecision.Exact when Offset is { } offset =>
            new DateTimeOffset(Local, offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        DatePrecision.Exact => Local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static PartialDate Of(DatePrecision precision, int year, int month, int day) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new PartialDate(precision, new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified))
            : Unknown;
}
