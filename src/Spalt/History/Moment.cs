using System.Globalization;
using Spalt.Networks;
using Spalt.Reading;

namespace Spalt.History;

/// <summary>A moment of the past as it stands in an address: <c>2026-03-01T12:00</c>, by the newspaper's clock where no offset is given; a day alone means its end.</summary>
internal static class Moment
{
    private static readonly string[] WithTime = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd' 'HH:mm"];
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <returns>Null for what is no such moment, or has not come yet.</returns>
    public static DateTimeOffset? Read(NetworkFace network, string? typed, DateTimeOffset now)
    {
        // In a query a plus that nobody has escaped is a space; a time never ends with " 01:00" otherwise.
        var text = (typed ?? "").Trim();
        text = text.Length > 16 && text[^6] == ' ' ? text[..^6] + "+" + text[^5..] : text;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9998)
        {
            var (begins, ends) = (Dates.StartOf(network, day), Dates.StartOf(network, day.AddDays(1)).AddTicks(-1));
            return begins > now ? null : ends > now ? now : ends;
        }

        var at = DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact
            : DateTime.TryParseExact(text, WithTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9998
            ? new DateTimeOffset(local, network.Zone.GetUtcOffset(local)) : (DateTimeOffset?)null;
        return at > now ? null : at?.ToUniversalTime();
    }

    /// <summary>The same in an address, to the second after: whatever happened in that second has happened.</summary>
    public static string Written(NetworkFace network, DateTimeOffset at) => Uri.EscapeDataString(
        TimeZoneInfo.ConvertTime(at.AddTicks(TimeSpan.TicksPerSecond - 1), network.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
}
