using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

/// <summary>The parts of a post that are told apart by a class: kept as they are stored, and whatever pretends to be one is not one.</summary>
public sealed class CleaningTheParts
{
    private const string Embed = "<figure class=\"embed\"><a href=\"https://video.example/1\" rel=\"noopener\" class=\"embed-link\">Film</a>";

    public static TheoryData<string, string> Stored { get; } = new()
    {
        { "A picture with a credit", "<figure><img src=\"/-/media/a.jpg\" alt=\"En älv\" width=\"800\" height=\"600\"><figcaption>Isen bär <small class=\"credit\">Foto: Disa Holm</small></figcaption></figure>" },
        { "A gallery", "<div class=\"gallery\"><figure><img src=\"/-/media/a\" alt=\"\"></figure><figure><img src=\"/-/media/b\" alt=\"\"><figcaption>B</figcaption></figure></div>" },
        { "A pull quote", "<aside class=\"pullquote\"><p>Isen bär.</p></aside>" },
        { "A fact box", "<aside class=\"factbox\"><h3>Fakta</h3><p>Ord</p><ul><li>a</li><li>b</li></ul></aside>" },
        { "Footnotes", "<p>Ord<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup>.</p><section class=\"footnotes\"><ol><li id=\"fn1\"><p>Not <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li></ol></section>" },
        { "An embed", Embed + "</figure>" },
        { "An embed with a caption", Embed + "<figcaption>Ord</figcaption></figure>" },
        { "A quotation with its source", "<blockquote cite=\"https://e.se/\"><p>Ord <cite>Ture</cite></p></blockquote>" },
        { "Code", "<pre><code>a &lt; b\n\n  c</code></pre>" },
        { "A table", "<table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td rowspan=\"2\">b</td></tr></tbody></table>" },
    };

    public static TheoryData<string, string, string> Rules { get; } = new()
    {
        { "A class among others counts", "<aside class='x factbox y'>a</aside>", "<aside class=\"factbox\"><p>a</p></aside>" },
        { "Classes of the site are lost", "<div class='post gallery2'><aside class=masthead><p class=factbox>a</p></aside></div><small class=credit>b</small>", "<p>a</p><p><small>b</small></p>" },
        { "A gallery of one is a figure", "<div class=gallery><figure><img src=/a></figure></div>", "<figure><img src=\"/a\"></figure>" },
        { "Pictures in a gallery are figures", "<div class=gallery><img src=/a><a href=/x><img src=/b></a></div>", "<div class=\"gallery\"><figure><img src=\"/a\"></figure><figure><a href=\"/x\"><img src=\"/b\"></a></figure></div>" },
        { "Text ends a gallery", "<div class=gallery><figure><img src=/a></figure><figure><img src=/b></figure>x<figure><img src=/c></figure></div>", "<div class=\"gallery\"><figure><img src=\"/a\"></figure><figure><img src=\"/b\"></figure></div><p>x</p><figure><img src=\"/c\"></figure>" },
        { "A fact box stands in the body only", "<ul><li><aside class=factbox>a</aside></li></ul><aside class=factbox><p>b</p><aside class=pullquote>c</aside></aside>", "<ul><li>a</li></ul><aside class=\"factbox\"><p>b</p><p>c</p></aside>" },
        { "Footnotes are one list", "<section class=footnotes><hr><ol><li id=fn1>a</ol><p>b</section>", "<section class=\"footnotes\"><ol><li id=\"fn1\">a</li></ol></section><p>b</p>" },
        { "A footnote outside of the list has no id", "<ol><li id=fn1>a</ol><ul id=fn2><li>b</ul>", "<ol><li>a</li></ol><ul><li>b</li></ul>" },
        { "An id is given once", "<a href=#fn1 id=fnref1>1</a> <a href=#fn1 id=fnref1>1</a><a href=#fn2 id=fnref2>2<p>x</a>", "<p><a href=\"#fn1\" id=\"fnref1\">1</a> <a href=\"#fn1\">1</a><a href=\"#fn2\" id=\"fnref2\">2</a></p><p><a href=\"#fn2\">x</a></p>" },
        { "Other ids are lost", "<a href=#fn1 id=fnref2>a</a><a href=#fn1 id=location>b</a><a href=#fn01 id=fnref01>c</a><a href=/x class=footnote-back id=fn1>d</a>", "<p><a href=\"#fn1\">a</a><a href=\"#fn1\">b</a><a href=\"#fn01\">c</a><a href=\"/x\">d</a></p>" },
        { "An embed that begins with other things is a figure", "<figure class=embed><img src=/a><a class=embed-link href=https://e.se>b</a></figure>", "<figure><img src=\"/a\"><a href=\"https://e.se\" rel=\"noopener\">b</a></figure>" },
        { "An embed ends with its link and caption", "<figure class=embed><a class=embed-link href=https://video.example/1>Film</a><figcaption>c</figcaption>d</figure>", Embed + "<figcaption>c</figcaption></figure><p>d</p>" },
        { "A link is only an embed in its figure", "<p><a class=embed-link href=https://e.se>b</a></p>", "<p><a href=\"https://e.se\" rel=\"noopener\">b</a></p>" },
        { "An embed from the site itself is a figure", "<figure class=embed><a class=embed-link href=/x>b</a></figure>", "<figure><a href=\"/x\">b</a></figure>" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void Keeps(string part, string html)
    {
        Assert.NotEmpty(part);
        CleanTree.AssertClean(html);
        Assert.Equal(html, HtmlSanitizer.Clean(html));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Follows(string rule, string html, string expected)
    {
        Assert.NotEmpty(rule);
        CleanTree.AssertClean(expected);
        Assert.Equal(expected, HtmlSanitizer.Clean(html));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Gives_none_of_them_to_a_comment(string part, string html)
    {
        Assert.NotEmpty(part);
        var clean = HtmlSanitizer.Clean(html, HtmlPolicy.Comment);
        Assert.DoesNotContain("class=", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(" id=", clean, StringComparison.Ordinal);
    }
}
