using Spalt.Formats.Feeds.Writing;

namespace Spalt.Tests.Formats.Feeds.Writing;

public class MakingLinksAbsolute
{
    private const string Page = "https://bloggar.example/bank/2026/03/04/bussen/";

    [Theory]
    [InlineData("<a href=\"/om/\">", "<a href=\"https://bloggar.example/om/\">")]
    [InlineData("<img alt='' src='/-/media/1.webp'>", "<img alt='' src='https://bloggar.example/-/media/1.webp'>")]
    [InlineData("<a class=x href=/om/>", "<a class=x href=\"https://bloggar.example/om/\">")]
    [InlineData("<A\nHREF = \" /om/ \">", "<A\nHREF = \"https://bloggar.example/om/\">")]
    [InlineData("<a href=\"//annan.example/x\">", "<a href=\"https://annan.example/x\">")]
    [InlineData("<a href=\"#not-1\">", "<a href=\"https://bloggar.example/bank/2026/03/04/bussen/#not-1\">")]
    [InlineData("<a href=\"?x=1\">", "<a href=\"https://bloggar.example/bank/2026/03/04/bussen/?x=1\">")]
    [InlineData("<a href=\"../karta.html?a&amp;b\">", "<a href=\"https://bloggar.example/bank/2026/03/04/karta.html?a&amp;b\">")]
    [InlineData("<img srcset=\"/a.webp 1x, b.webp 2x,/c.webp\">", "<img srcset=\"https://bloggar.example/a.webp 1x, https://bloggar.example/bank/2026/03/04/bussen/b.webp 2x,https://bloggar.example/c.webp\">")]
    [InlineData("<img src=/a.png srcset='/b.png 2x'><a href='/c'>", "<img src=\"https://bloggar.example/a.png\" srcset='https://bloggar.example/b.png 2x'><a href='https://bloggar.example/c'>")]
    public void Changes_relative_addresses(string html, string expected) => Assert.Equal(expected, AbsoluteLinks.Make(html, Page));

    [Theory]
    [InlineData("<a href=\"https://annan.example/\">")]
    [InlineData("<a href=\"mailto:disa@bloggar.example\">")]
    [InlineData("<img src=\"data:image/png;base64,/9j/\">")]
    [InlineData("<p title=\"href=&quot;/om/&quot;\">Skriv href=\"/om/\" så</p>")]
    [InlineData("<!-- <a href=\"/om/\"> -->")]
    [InlineData("a < b och <3 href=\"/om/\"")]
    [InlineData("<a href=\"\">")]
    [InlineData("<a data-href=\"/om/\" href>")]
    [InlineData("<a href=\"/om/")]
    [InlineData("<a href=")]
    [InlineData("<")]
    [InlineData("")]
    public void Leaves_everything_else_alone(string html) => Assert.Same(html, AbsoluteLinks.Make(html, Page));

    [Fact]
    public void Starts_from_the_page_where_a_comment_has_a_place_on_it() => Assert.Equal(
        "<a href=\"https://bloggar.example/b/#x\">", AbsoluteLinks.Make("<a href=\"#x\">", "https://bloggar.example/b/#comment-5"));

    [Fact]
    public void Takes_time_linear_in_what_it_is_given()
    {
        foreach (var part in new[] { "<a href=\"", "<!--", "<a href='/x' ", "<a =", "<", "<img srcset=\"/a,", "<a href=\"x:" })
        {
            var html = string.Concat(Enumerable.Repeat(part, 200_000));
            Assert.InRange(CpuTime.Seconds(() => AbsoluteLinks.Make(html, Page)), 0, 5);
        }
    }
}
