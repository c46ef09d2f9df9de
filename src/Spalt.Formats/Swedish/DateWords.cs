using System.Collections.Frozen;

namespace Spalt.Formats.Swedish;

/// <summary>The words that dates are written with, Swedish and English, lower case.</summary>
internal static class DateWords
{
    private static readonly FrozenDictionary<string, int> Months = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["januari"] = 1, ["january"] = 1, ["jan"] = 1,
        ["februari"] = 2, ["february"] = 2, ["feb"] = 2, ["febr"] = 2,
        ["mars"] = 3, ["march"] = 3, ["mar"] = 3,
        ["april"] = 4, ["apr"] = 4,
        ["maj"] = 5, ["may"] = 5,
        ["juni"] = 6, ["june"] = 6, ["jun"] = 6,
        ["juli"] = 7, ["july"] = 7, ["jul"] = 7,
        ["augusti"] = 8, ["august"] = 8, ["aug"] = 8,
        ["september"] = 9, ["sept"] = 9, ["sep"] = 9,
        ["oktober"] = 10, ["october"] = 10, ["okt"] = 10, ["oct"] = 10,
        ["november"] = 11, ["nov"] = 11,
        ["december"] = 12, ["dec"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Leading = new[]
    {
        "den", "the", "on", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mån", "tis", "tisd", "ons",
        "tor", "tors", "fre", "lör", "sön", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Ordinals =
        new[] { "e", "a", "st", "nd", "rd", "th", "of" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Clocks =
        new[] { "kl", "klockan", "at", "t" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool TryMonth(string word, out int month) => Months.TryGetValue(word, out month);

    /// <summary>Whether the word may stand before a date and belongs to it: a weekday, "den", "on".</summary>
    public static bool Leads(string word) => Leading.Contains(word);

    public static bool IsOrdinal(string word) => Ordinals.Contains(word);

    public static bool IsClock(string word) => Clocks.Contains(word);

    /// <summary>Hours to add to a twelve-hour clock (0 or 12), or null when the word names no half of the day.</summary>
    public static int? HalfDay(string word) => word.ToUpperInvariant() switch
    {
        "AM" or "FM" => 0,
        "PM" or "EM" => 12,
        _ => null,
    };

    public static TimeSpan? Zone(string word) => word.ToUpperInvariant() switch
    {
        "Z" or "GMT" or "UTC" => TimeSpan.Zero,
        "CET" => TimeSpan.FromHours(1),
        "CEST" => TimeSpan.FromHours(2),
        _ => null,
    };
}
