namespace Spalt.Headlines;

internal static class HeadlineQueries
{
    /// <summary>Headlines of one age were read together, and keep the order that the feed gave them.</summary>
    public static IQueryable<Headline> NewestFirst(this IQueryable<Headline> headlines) =>
        headlines.OrderByDescending(h => h.PublishedAt ?? h.SeenAt).ThenBy(h => h.Id);

    public static IQueryable<HeadlineFeed> Due(this IQueryable<HeadlineFeed> feeds, DateTimeOffset now) =>
        feeds.Where(f => f.DueAt <= now).OrderBy(f => f.DueAt).ThenBy(f => f.Id);
}
