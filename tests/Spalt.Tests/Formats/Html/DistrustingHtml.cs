using System.Globalization;
using System.Text.Json;
using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public sealed class DistrustingHtml
{
    [Theory]
    [InlineData("xss-dompurify")]
    [InlineData("xss-loofah")]
    public void Lets_nothing_through_that_others_have_collected(string corpus)
    {
        var file = Corpora.Find(Path.Combine(corpus, "cases.json"));
        Assert.SkipWhen(file is null, $"../shared/corpora/{corpus} is not here");

        using var cases = JsonDocument.Parse(File.ReadAllBytes(file));
        var count = 0;
        foreach (var input in cases.RootElement.EnumerateArray().Select(row => row.GetProperty("input")))
        {
            if (input.ValueKind is not JsonValueKind.String)
            {
                continue;
            }

            Check(input.GetString()!);
            count++;
        }

        Assert.True(count > 20, $"{count} cases");
    }

    [Fact]
    public void Gives_what_parses_to_the_same_tree_and_cleans_to_itself_for_any_mixture()
    {
        var random = new Random(20200220);
        for (var round = 0; round < 20_000; round++)
        {
            Check(string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => HostileFragments.All[random.Next(HostileFragments.All.Length)])));
        }
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<b a=#>")]
    [InlineData("<a href=/#>x")]
    [InlineData("<table><tr><td>x")]
    [InlineData("<a><table>")]
    [InlineData("<b><p>")]
    [InlineData("<p><b c=#>x")]
    [InlineData("<font size=#>x<p>")]
    [InlineData("<select><option>")]
    [InlineData("<svg><foreignObject>")]
    [InlineData("<svg><style><div>")]
    [InlineData("<ul><li>x")]
    [InlineData("<ul><li>x</li><ul>")]
    [InlineData("<td>x<br><br>")]
    [InlineData("x\u200b&nbsp;")]
    [InlineData("[caption]<img src=x>[/caption]")]
    [InlineData("[caption")]
    [InlineData("<!--")]
    [InlineData("&am")]
    [InlineData("</b></p></td>")]
    [InlineData("<template><object>")]
    [InlineData("<ruby><rt>x")]
    public void Takes_time_in_proportion_to_the_size_whatever_is_repeated(string piece)
    {
        var html = string.Concat(Enumerable.Range(0, 10_000_000 / piece.Length).Select(i => piece.Replace("#", (i % 100_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var clean = "";
        Assert.InRange(CpuTime.Seconds(() => clean = HtmlSanitizer.Clean(html)), 0, 10);
        Assert.InRange(clean.Length, 0, 5L * html.Length);
    }

    [Fact]
    public void Bounds_what_an_unclosed_link_over_many_paragraphs_costs()
    {
        var html = $"<a href='/{new string('a', 4_000)}'>" + string.Concat(Enumerable.Repeat("<p>x", 250_000));

        Assert.InRange(HtmlSanitizer.Clean(html).Length, 0, 8 * html.Length);
    }

    [Fact]
    public void Reads_a_hundred_thousand_attributes_of_one_tag() =>
        Assert.Equal("<p>x</p>", HtmlSanitizer.Clean($"<p {string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=1 "))}>x"));

    private static void Check(string html)
    {
        foreach (var policy in new[] { HtmlPolicy.Post, HtmlPolicy.WordPressPost, HtmlPolicy.Comment })
        {
            var clean = HtmlSanitizer.Clean(html, policy);
            CleanTree.AssertClean(clean);
            var again = HtmlSanitizer.Clean(clean, policy);
            Assert.True(string.Equals(clean, again, StringComparison.Ordinal), $"{html}\n1: {clean}\n2: {again}");
        }
    }
}
