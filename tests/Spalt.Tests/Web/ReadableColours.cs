using Spalt.Web;

namespace Spalt.Tests.Web;

public class ReadableColours
{
    [Fact]
    public void The_nearest_of_any_colour_can_be_read_on_any_ground_and_one_that_can_stays()
    {
        var random = new Random(4711);
        for (var i = 0; i < 5000; i++)
        {
            var (colour, ground) = (Any(random), i % 2 == 0 ? Theme.LightPaper : Any(random));
            var nearest = Contrast.Nearest(colour, ground);
            Assert.True(Ratio(nearest, ground) >= 4.5, $"{nearest} on {ground}");
            Assert.Equal(nearest, Contrast.Nearest(nearest, ground));
            if (Ratio(colour, ground) >= 4.5)
            {
                Assert.Equal(colour, nearest);
            }
        }
    }

    [Theory]
    [InlineData("#0a5a63", "#fdfcf9", "#0a5a63")]
    [InlineData("#ffffff", "#fdfcf9", "#737373")]
    [InlineData("#ffffff", "#000000", "#ffffff")]
    public void The_nearest_is_no_further_than_it_must_be(string colour, string ground, string nearest) =>
        Assert.Equal(nearest, Contrast.Nearest(colour, ground));

    private static string Any(Random random) => $"#{random.Next(0x1000000):x6}";

    private static double Ratio(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    /// <summary>WCAG 2.2, relative luminance, written a second time.</summary>
    private static double Luminance(string colour)
    {
        var parts = Convert.FromHexString(colour[1..]).Select(b => b / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
