using Spalt.Formats.Swedish;
using Spalt.Posts;

namespace Spalt.Imports;

/// <summary>
/// Gives each post of a page an instant that keeps the page's order. Only as much of the instant is shown as the page said:
/// where it said nothing the precision is unknown, and the instant is a place in the order and no more.
/// </summary>
internal static class PageDates
{
    /// <summary>Where undated posts stand when nobody knows when the page was saved: below everything dated.</summary>
    public static readonly DateTimeOffset BelowEverything = DateTimeOffset.UnixEpoch;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <param name="dates">What the page says, in the page's order.</param>
    /// <param name="undatedFrom">Where the first of a page without any date stands; those after it stand below.</param>
    public static (DateTimeOffset At, PublishedPrecision Precision)[] Place(
        IReadOnlyList<PartialDate> dates, TimeZoneInfo zone, DateTimeOffset undatedFrom)
    {
        var placed = dates.Select(d => (At: d.IsKnown ? Instant(d, zone) : undatedFrom, Precision: Precision(d.Precision))).ToArray();
        var newestFirst = IsNewestFirst(placed);
        for (var i = 0; i < placed.Length; i++)
        {
            var above = i > 0 ? placed[i - 1].At : (DateTimeOffset?)null;
            if (placed[i].Precision == PublishedPrecision.Unknown)
            {
                placed[i].At = (above, FirstKnownFrom(placed, i)) switch
                {
                    ({ } at, _) => newestFirst ? at - Step : at + Step,
                    (null, { } next) => newestFirst ? placed[i + next].At + (next * Step) : placed[i + next].At - (next * Step),
                    _ => undatedFrom,
                };
            }
            else if (newestFirst && placed[i].Precision != PublishedPrecision.Exact && above is { } at && placed[i].At >= at
                && at - placed[i].At > -TimeSpan.FromDays(1))
            {
                placed[i].At = at - Step;
            }
        }

        return placed;
    }

    /// <summary>The instant of a date; the middle of what is not known of it, so that no zone moves it to the next day, month or year.</summary>
    public static DateTimeOffset Instant(PartialDate date, TimeZoneInfo zone)
    {
        var local = date.Precision switch
        {
            DatePrecision.Exact => date.Local,
            DatePrecision.Day => date.Local.AddHours(12),
            DatePrecision.Month => date.Local.AddDays(14).AddHours(12),
            _ => date.Local.AddMonths(6),
        };
        var offset = date.Precision == DatePrecision.Exact && date.Offset is { } stated ? stated : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    public static PublishedPrecision Precision(DatePrecision precision) => precision switch
    {
        DatePrecision.Exact => PublishedPrecision.Exact,
        DatePrecision.Day => PublishedPrecision.Day,
        DatePrecision.Month => PublishedPrecision.Month,
        DatePrecision.Year => PublishedPrecision.Year,
        _ => PublishedPrecision.Unknown,
    };

    /// <summary>A blog's page goes from new to old unless its dates say otherwise.</summary>
    private static bool IsNewestFirst((DateTimeOffset At, PublishedPrecision Precision)[] placed)
    {
        var known = placed.Where(p => p.Precision != PublishedPrecision.Unknown).Select(p => p.At).ToList();
        return known.Count < 2 || known[0] >= known[^1];
    }

    private static int? FirstKnownFrom((DateTimeOffset At, PublishedPrecision Precision)[] placed, int from)
    {
        var next = Array.FindIndex(placed, from, p => p.Precision != PublishedPrecision.Unknown);
        return next < 0 ? null : next - from;
    }
}
