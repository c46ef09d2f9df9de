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

    [Theory]
    [InlineData("<div>")]
    [InlineData("<p><b c=#>x")]
    [InlineData("<a href=/#>x")]
    [InlineData("<table><tr><td>x")]
    [InlineData("<svg><foreignObject>")]
    [InlineData("<math><mtext><table><mglyph><style>")]
    [InlineData("<select><svg>")]
    [InlineData("<template>x")]
    [InlineData("<noscript><p title=\"</noscript>\">")]
    [InlineData("&notanent")]
    [InlineData("<!-- x -->")]
    [InlineData("<!--")]
    [InlineData("<div class=gallery><figure><img src=/x></figure>")]
    [InlineData("<figure class=embed><a class=embed-link href=https://e.se/#>x")]
    [InlineData("<section class=footnotes><ol><li id=fn#>x<a href=#fn# id=fnref#>y</a>")]
    [InlineData("title=# ", "<p ")]
    public void Takes_four_times_as_long_for_four_times_as_much(string piece, string start = "")
    {
        var clean = "";
        Measure(100_000);
        var (small, large) = (Enumerable.Range(0, 3).Min(_ => Measure(1_000_000)), Enumerable.Range(0, 3).Min(_ => Measure(4_000_000)));
        Assert.True(large < (8 * small) + 0.02, $"1 MB: {small:0.000} s, 4 MB: {large:0.000} s, {clean.Length}");

        double Measure(int size)
        {
            var html = start + string.Concat(Enumerable.Range(0, size / piece.Length).Select(i => piece.Replace("#", (i % 10_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
            return CpuTime.Seconds(() => clean = HtmlSanitizer.Clean(html));
        }
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

    [Theory]
    [InlineData("<a href=/x ping=https://e.se target=_blank onclick=x style=x download xlink:href=javascript:x formaction=x is=x>a</a>", "<p><a href=\"/x\">a</a></p>")]
    [InlineData("<a href=//e.se>a</a><img src=/a srcset='javascript:x 2x' sizes=1 usemap=#x lowsrc=x dynsrc=x longdesc=x>", "<p><a href=\"https://e.se\" rel=\"noopener\">a</a><img src=\"/a\"></p>")]
    [InlineData("<meta http-equiv=refresh content='0;javascript:x'><base href=https://e.se><link rel=stylesheet href=x><form id=f action=x><input form=f formaction=x name=cookie>a</form>", "<p>a</p>")]
    [InlineData("<p id=location name=cookie class='masthead post' slot=x part=y>a</p><img name=getElementById id=body src=/a>", "<p>a</p><p><img src=\"/a\"></p>")]
    [InlineData("<p>a\u202eb</p>", "<p>a\u202eb</p>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", "")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<p><img src=\"x\">\"&gt;</p>")]
    [InlineData("<a href='java&Tab;scr&NewLine;ipt&colon;alert(1)'>a</a><a href='\u0001javascript:x'>b</a><a href=' data:text/html,x'>c</a>", "<p>abc</p>")]
    public void Knows_the_tricks(string html, string clean)
    {
        Assert.Equal(clean, HtmlSanitizer.Clean(html));
        Check(html);
    }

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
