using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public sealed class ShowingFootnotes
{
    [Fact]
    public void Of_several_posts_on_a_page_gives_each_its_own_ids() => Assert.Equal(
        "<p>id=\"fn1\" <a href=\"#fnord\">x</a><sup class=\"footnote-ref\"><a href=\"#p12-fn1\" id=\"p12-fnref1\">1</a></sup></p>"
            + "<section class=\"footnotes\"><ol><li id=\"p12-fn1\"><p>a <a href=\"#p12-fnref1\" class=\"footnote-back\">↩</a></p></li></ol></section>",
        Footnotes.Prefix(
            "<p>id=\"fn1\" <a href=\"#fnord\">x</a><sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup></p>"
                + "<section class=\"footnotes\"><ol><li id=\"fn1\"><p>a <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li></ol></section>",
            "p12-"));

    [Fact]
    public void Leaves_a_post_without_them_as_it_is()
    {
        const string Html = "<p><a href=\"#fn1\">x</a></p>";
        Assert.Same(Html, Footnotes.Prefix(Html, "p12-"));
    }
}
