namespace Spalt.Headlines;

/// <summary>How often a feed is read: as it wishes, within bounds.</summary>
internal static class Cadence
{
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Most = TimeSpan.FromHours(6);

    /// <summary>The longest wish (ttl, syndication module, Cache-Control) counts; a wish for no time at all is none.</summary>
    public static TimeSpan Of(params IEnumerable<TimeSpan?> wishes)
    {
        var wish = wishes.Max();
        return wish > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Clamp(wish.Value.Ticks, Least.Ticks, Most.Ticks)) : Usual;
    }
}
