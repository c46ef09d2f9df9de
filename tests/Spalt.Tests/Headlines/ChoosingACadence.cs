using Spalt.Headlines;

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
}
