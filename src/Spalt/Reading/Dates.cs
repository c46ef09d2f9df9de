using System.Globalization;
using Microsoft.AspNetCore.Html;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Reading;

/// <summary>Dates, times and numbers as people write them, in the current language and the network's time zone.</summary>
internal static class Dates
{
    private static bool IsSwedish => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "sv";

    /// <summary><c>20 februari 2020</c>, <c>februari 2020</c> or <c>2020</c>: as much as is known; null where nothing is.</summary>
    public static string? Written(NetworkFace network, DateTimeOffset at, PublishedPrecision precision)
    {
        var pattern = precision switch
        {
            PublishedPrecision.Unknown => null,
            PublishedPrecision.Year => "yyyy",
            PublishedPrecision.Month => "MMMM yyyy",
            _ => "d MMMM yyyy",
        };
        return pattern is null ? null : Local(network, at).ToString(pattern, CultureInfo.CurrentCulture);
    }

    /// <summary>The element that tells when a post was published: a <c>time</c>, or the word for posts without a date.</summary>
    /// <param name="now">Given in lists, where a day of this year needs no year.</param>
    public static IHtmlContent Published(NetworkFace network, PostRow post, DateTimeOffset? now = null)
    {
        var (at, precision) = (post.PublishedAt, post.Precision);
        var isThisYear = now is { } today && Local(network, today).Year == Local(network, at).Year && precision <= PublishedPrecision.Day;
        var written = isThisYear ? Local(network, at).ToString("d MMMM", CultureInfo.CurrentCulture) : Written(network, at, precision);
        return new HtmlString(written is null
            ? $"<span class=\"undated\">{Texts.Say("Undated")}</span>"
            : $"<time class=\"dt-published\" datetime=\"{Machine(network, at, precision)}\">{written}</time>");
    }

    /// <summary>The element that tells when a comment was written.</summary>
    public static IHtmlContent Commented(NetworkFace network, ThreadedComment comment)
    {
        var (at, precision) = (comment.WrittenAt, comment.Precision);
        var written = precision is PublishedPrecision.Exact ? DayAndTime(network, at) : Written(network, at, precision);
        return new HtmlString(written is null
            ? $"<span class=\"undated\">{Texts.Say("Undated")}</span>"
            : $"<time datetime=\"{Machine(network, at, precision)}\">{written}</time>");
    }

    /// <summary>A date as HTML's <c>time</c> and schema.org read it (ISO 8601), no more of it than is known; empty where nothing is.</summary>
    public static string Machine(NetworkFace network, DateTimeOffset at, PublishedPrecision precision)
    {
        var pattern = precision switch
        {
            PublishedPrecision.Exact => "yyyy-MM-dd'T'HH:mm:sszzz",
            PublishedPrecision.Day => "yyyy-MM-dd",
            PublishedPrecision.Month => "yyyy-MM",
            PublishedPrecision.Year => "yyyy",
            _ => "''",
        };
        return Local(network, at).ToString(pattern, CultureInfo.InvariantCulture);
    }

    /// <summary><c>20 november 2026 kl. 09.31</c></summary>
    public static string DayAndTime(NetworkFace network, DateTimeOffset at) =>
        Texts.Say("Date.DayAndTime", Written(network, at, PublishedPrecision.Day), Clock(network, at));

    /// <summary><c>14.20</c>; in English <c>14:20</c>.</summary>
    public static string Clock(NetworkFace network, DateTimeOffset at) =>
        Local(network, at).ToString(IsSwedish ? "HH.mm" : "HH':'mm", CultureInfo.CurrentCulture);

    /// <summary>A time of today as <c>14.20</c>, any other as <c>21 nov</c>.</summary>
    public static string ClockOrDay(NetworkFace network, DateTimeOffset at, DateTimeOffset now) =>
        Local(network, at).Date == Local(network, now).Date
            ? Clock(network, at)
            : Local(network, at).ToString("d MMM", CultureInfo.CurrentCulture).TrimEnd('.');

    /// <summary><c>kl. 14.20</c> today, <c>21 november kl. 14.20</c> any other day.</summary>
    public static string At(NetworkFace network, DateTimeOffset at, DateTimeOffset now) =>
        Local(network, at).Date == Local(network, now).Date
            ? Texts.Say("Date.Time", Clock(network, at))
            : Texts.Say("Date.DayAndTime", Local(network, at).ToString("d MMMM", CultureInfo.CurrentCulture), Clock(network, at));

    /// <summary><c>söndag 22 november 2026</c></summary>
    public static string WithWeekday(NetworkFace network, DateTimeOffset at) =>
        Local(network, at).ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary><c>november 2026</c></summary>
    public static string Month(int year, int month) => new DateOnly(year, month, 1).ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary><c>nov 2026</c></summary>
    public static string ShortMonth(int year, int month) =>
        new DateOnly(year, month, 1).ToString("MMM", CultureInfo.CurrentCulture).TrimEnd('.') + " " + year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary><c>November</c>, as it stands alone in a list.</summary>
    public static string MonthAlone(int month)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(month);
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    /// <summary><c>12 345</c>, the group separator a no-break space.</summary>
    public static string Number(int number) =>
        number is >= 0 and < 1000 ? number.ToString(CultureInfo.InvariantCulture) : number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>The newspaper's next midnight: until then its pages say the right day.</summary>
    public static DateTimeOffset NextMidnight(NetworkFace network, DateTimeOffset now) => StartOf(network, DateOnly.FromDateTime(Local(network, now).Date).AddDays(1));

    /// <summary>The instant at which a day begins in the network's time zone.</summary>
    public static DateTimeOffset StartOf(NetworkFace network, DateOnly day) => network.StartOf(day);

    private static DateTimeOffset Local(NetworkFace network, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, network.Zone);
}
