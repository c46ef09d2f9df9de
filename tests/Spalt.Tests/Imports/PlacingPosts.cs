using Spalt.Formats.Swedish;
using Spalt.Imports;
using Spalt.Posts;

namespace Spalt.Tests.Imports;

public sealed class PlacingPosts
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly DateTimeOffset Bottom = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PartialDate None = PartialDate.Unknown;

    private static DateTimeOffset[] Place(params PartialDate[] said) => PageDates.Place([.. said.Select(s => (s, (DateTimeOffset?)null))], Stockholm, Bottom);

    [Fact]
    public void Sets_undated_posts_below_each_other() =>
        Assert.Equal([Bottom, Bottom.AddSeconds(-1), Bottom.AddSeconds(-2)], Place(None, None, None));

    [Fact]
    public void Keeps_the_order_of_dated_and_undated_posts()
    {
        var day = PartialDate.OfDay(2020, 2, 20);
        var places = Place(None, None, day, None, day, day, None, PartialDate.OfMonth(2019, 5), PartialDate.OfYear(2018), None);
        Assert.Equal(places.OrderDescending(), places);
        Assert.Equal(places.Length, places.Distinct().Count());
    }

    [Fact]
    public void Leaves_a_post_on_its_day_below_one_of_midnight()
    {
        var day = PartialDate.OfDay(2020, 2, 20);
        Assert.All(Place(day.At(0, 0, 0), day, day), at => Assert.Equal(20, TimeZoneInfo.ConvertTime(at, Stockholm).Day));
    }

    [Fact]
    public void Squeezes_undated_posts_into_a_single_second()
    {
        var minute = PartialDate.OfDay(2020, 2, 20);
        var places = Place(minute.At(10, 0, 5), None, None, None, minute.At(10, 0, 4));
        Assert.Equal(places.OrderDescending(), places);
        Assert.Equal(5, places.Distinct().Count());
    }

    [Fact]
    public void Understands_a_page_that_goes_from_old_to_new()
    {
        var places = Place(PartialDate.OfDay(2020, 1, 1), None, PartialDate.OfDay(2020, 1, 3), None);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("2020-02-20", "2020-02-20 11:00")]
    [InlineData("2020-07", "2020-07-15 10:00")]
    [InlineData("2020", "2020-06-30 22:00")]
    public void Takes_the_middle_of_what_is_not_known(string said, string expected)
    {
        Assert.Equal(expected, PageDates.Instant(Date(said), Stockholm).ToString("yyyy-MM-dd HH:mm", null));
    }

    private static PartialDate Date(string said) => (int[])[.. said.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)] switch
    {
        [var y, var m, var d] => PartialDate.OfDay(y, m, d),
        [var y, var m] => PartialDate.OfMonth(y, m),
        [var y] => PartialDate.OfYear(y),
        _ => None,
    };

    [Theory]
    [InlineData("2020-02-01", PublishedPrecision.Exact, true)]
    [InlineData("2020-01-31", PublishedPrecision.Exact, false)]
    [InlineData("2020-02-02", PublishedPrecision.Day, false)]
    [InlineData("2020-02-28", PublishedPrecision.Month, true)]
    [InlineData("2020-03-01", PublishedPrecision.Month, false)]
    [InlineData("2020-02", PublishedPrecision.Day, true)]
    [InlineData("2020-01", PublishedPrecision.Exact, false)]
    [InlineData("2020", PublishedPrecision.Exact, true)]
    [InlineData("2020-12", PublishedPrecision.Year, true)]
    [InlineData("2019", PublishedPrecision.Month, false)]
    [InlineData("2019-03-03", PublishedPrecision.Unknown, true)]
    [InlineData("", PublishedPrecision.Exact, true)]
    public void Tells_whether_two_dates_may_be_one(string said, PublishedPrecision known, bool mayBe) =>
        Assert.Equal(mayBe, PageDates.MayBeOne(Date(said), new DateTimeOffset(2020, 1, 31, 23, 30, 0, TimeSpan.Zero), known, Stockholm));

    [Fact]
    public void Sets_new_posts_above_those_that_the_blog_has()
    {
        DateTimeOffset?[] stands = [null, null, Bottom, null, Bottom.AddSeconds(-1), null];
        var places = PageDates.Place([.. stands.Select(s => (None, s))], Stockholm, Bottom.AddSeconds(-100));
        Assert.Equal(places.OrderDescending(), places);
        Assert.Equal((Bottom, Bottom.AddSeconds(-1)), (places[2], places[4]));
    }
}
