namespace Spalt.Writing;

/// <summary>Which drafts of the past need not be kept: all but the newest twenty and the last of each day.</summary>
internal static class Thinning
{
    public const int Newest = 20;

    /// <param name="drafts">Version and time of every kept draft of one post.</param>
    /// <param name="zone">In which a day begins.</param>
    /// <returns>The versions that may go.</returns>
    public static IReadOnlyList<int> Superfluous(IEnumerable<(int Version, DateTimeOffset SavedAt)> drafts, TimeZoneInfo zone) =>
    [
        .. drafts.OrderByDescending(d => d.Version).Skip(Newest)
            .GroupBy(d => TimeZoneInfo.ConvertTime(d.SavedAt, zone).Date)
            .SelectMany(day => day.Skip(1)).Select(d => d.Version),
    ];
}
