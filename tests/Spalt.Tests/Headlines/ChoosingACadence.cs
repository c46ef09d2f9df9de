using Spalt.Headlines;
using Spalt.Outbound;

namespace Spalt.Tests.Headlines;

public class ChoosingACadence
{
    [Theory]
    [InlineData(null, null, 15)]
    [InlineData(0, null, 15)]
    [InlineData(null, 0, 15)]
    [InlineData(1, null, 5)]
    [InlineData(60, 5, 60)]
    [InlineData(5, 60, 60)]
    [InlineData(60, 0, 60)]
    [InlineData(null, 20, 20)]
    [InlineData(10_000, null, 360)]
    public void Reads_as_often_as_the_feed_wishes_within_bounds(int? timeToLive, int? maxAge, int expected) => Assert.Equal(
        TimeSpan.FromMinutes(expected),
        Cadence.Of(timeToLive is { } t ? TimeSpan.FromMinutes(t) : null, maxAge is { } m ? TimeSpan.FromMinutes(m) : null));

    [Theory]
    [InlineData(5, 0)]
    [InlineData(15, 11)]
    [InlineData(60, 0)]
    [InlineData(360, 0)]
    [InlineData(360, 11)]
    [InlineData(20, 400_000)]
    public void A_feed_that_fails_waits_at_least_twice_as_long_each_time(int cadence, int secondsLate)
    {
        var now = new DateTimeOffset(2026, 3, 4, 11, 30, 0, TimeSpan.Zero);
        var feed = HeadlineFeed.Follow(1, "https://a.example/rss", now);
        feed.WasRead("A", Validators.None, TimeSpan.FromMinutes(cadence), changed: false, now);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 40; i++)
        {
            now = feed.DueAt.AddSeconds(secondsLate);
            feed.Failed("TimedOut", retryAfter: null, now);
            waits.Add(feed.DueAt - now);
        }

        Assert.Equal(TimeSpan.FromMinutes(cadence), waits[0]);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(
            pair.Second >= 2 * pair.First || pair.Second == TimeSpan.FromDays(1), $"{pair.First}, then {pair.Second}"));
        Assert.Equal(TimeSpan.FromDays(1), waits[^1]);
    }
}
