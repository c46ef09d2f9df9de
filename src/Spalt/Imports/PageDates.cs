using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Language;
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

    /// <param name="page">In the page's order: what the page says, and where the post stands already if the blog has it.</param>
    /// <param name="undatedFrom">Where the first post of a page stands that tells no date at all; the others stand below.</param>
    public static DateTimeOffset[] Place(IReadOnlyList<(PartialDate Said, DateTimeOffset? Stands)> page, TimeZoneInfo zone, DateTimeOffset undatedFrom)
    {
        var places = page.Select(p => p.Stands ?? (p.Said.IsKnown ? Instant(p.Said, zone) : (DateTimeOffset?)null)).ToArray();
        var oldestFirst = !IsNewestFirst([.. places.OfType<DateTimeOffset>()]);
        if (oldestFirst)
        {
            Array.Reverse(places);
        }
        else
        {
            Part(page, places, zone);
        }

        Fill(places, undatedFrom);
        if (oldestFirst)
        {
            Array.Reverse(places);
        }

        return [.. places.Select(p => p!.Value)];
    }

    /// <summary>A blog's page goes from new to old unless its dates say otherwise.</summary>
    public static bool IsNewestFirst(IReadOnlyList<DateTimeOffset> places) => places.Count < 2 || places[0] >= places[^1];

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

    /// <summary>The page with what it dates later than it can have been saved, a day for zones and clocks aside, as undated.</summary>
    /// <param name="savedBy">When the page was saved at the latest.</param>
    /// <param name="notes">Is told of each date that was not believed.</param>
    public static List<SavedPost> WithoutFuture(IReadOnlyList<SavedPost> page, DateTimeOffset savedBy, TimeZoneInfo zone, Action<string> notes)
    {
        return [.. page.Select(post => post with
        {
            Published = Believed(post.Published, post),
            Comments = [.. post.Comments.Select(comment => comment with { Published = Believed(comment.Published, post) })],
        })];

        PartialDate Believed(PartialDate said, SavedPost post)
        {
            // A month or a year may have begun and not be over.
            if (!said.IsKnown || Instant(said with { Precision = DatePrecision.Exact }, zone) <= savedBy.AddDays(1))
            {
                return said;
            }

            notes(Texts.Command("Import.NotYet", IncomingPost.NameOf(post), said));
            return PartialDate.Unknown;
        }
    }

    /// <summary>Whether what a page says and where a post of the blog stands may be one date: the same day, month or year, as far as both are known.</summary>
    public static bool MayBeOne(PartialDate said, DateTimeOffset? stands, PublishedPrecision known, TimeZoneInfo zone)
    {
        var precision = Precision(said.Precision);
        var coarser = precision > known ? precision : known;
        if (coarser == PublishedPrecision.Unknown || stands is not { } at)
        {
            return true;
        }

        var (ours, theirs) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(Instant(said, zone), zone));
        return ours.Year == theirs.Year
            && (coarser == PublishedPrecision.Year || ours.Month == theirs.Month)
            && (coarser is PublishedPrecision.Year or PublishedPrecision.Month || ours.Day == theirs.Day);
    }

    public static PublishedPrecision Precision(DatePrecision precision) => precision switch
    {
        DatePrecision.Exact => PublishedPrecision.Exact,
        DatePrecision.Day => PublishedPrecision.Day,
        DatePrecision.Month => PublishedPrecision.Month,
        DatePrecision.Year => PublishedPrecision.Year,
        _ => PublishedPrecision.Unknown,
    };

    /// <summary>Several posts of one day, month or year stand below each other, but none on another day than it says.</summary>
    private static void Part(IReadOnlyList<(PartialDate Said, DateTimeOffset? Stands)> page, DateTimeOffset?[] places, TimeZoneInfo zone)
    {
        DateTimeOffset? above = null;
        for (var i = 0; i < places.Length; i++)
        {
            var isRough = page[i].Stands is null && page[i].Said.Precision is not (DatePrecision.Exact or DatePrecision.Unknown);
            if (isRough && places[i] >= above && places[i] - above < TimeSpan.FromDays(1))
            {
                var begins = Instant(page[i].Said with { Precision = DatePrecision.Exact }, zone);
                places[i] = above - Step is { } below && below > begins ? below : begins;
            }

            above = places[i] ?? above;
        }
    }

    /// <summary>Posts without a date stand between those that have one, from new to old.</summary>
    private static void Fill(DateTimeOffset?[] places, DateTimeOffset undatedFrom)
    {
        for (var from = Array.IndexOf(places, null); from >= 0; from = Array.IndexOf(places, null, from))
        {
            var to = Array.FindIndex(places, from, p => p is not null);
            var above = from > 0 ? places[from - 1] : null;
            var below = to < 0 ? null : places[to];
            to = to < 0 ? places.Length : to;
            var step = above - below is { } room && room > TimeSpan.Zero && room / (to - from + 1) < Step ? room / (to - from + 1) : Step;
            var top = above ?? (below is { } bottom ? bottom + ((to - from + 1) * step) : undatedFrom + step);
            for (var i = from; i < to; i++)
            {
                places[i] = top - ((i - from + 1) * step);
            }
        }
    }
}
