using Spalt.Formats.Html;
using Spalt.Formats.Html.Markdown;

namespace Spalt.Tests.Formats.Html;

/// <summary>What a person who writes without the editor sees of a post, and what comes of what is written.</summary>
public sealed class WritingMarkdown
{
    /// <summary>Both ways.</summary>
    public static TheoryData<string, string, string> Forms { get; } = new()
    {
        { "Paragraphs and headings", "<h2>T</h2><p>a</p><h3>b &amp; c</h3>", "## T\n\na\n\n### b & c\n" },
        { "Emphasis", "<p>a <em>b</em> <strong>c</strong> <s>d</s>e <strong><em>f</em></strong></p>", "a *b* **c** ~~d~~e **_f_**\n" },
        { "Emphasis beside punctuation is a tag", "<p>a<strong>(b)</strong>c <em>d</em><strong>e</strong></p>", "a<strong>(b)</strong>c _d_**e**\n" },
        { "Phrases that Markdown lacks are tags", "<p>H<sub>2</sub>O <b>a <em>b</em></b></p>", "H<sub>2</sub>O <b>a *b*</b>\n" },
        { "A line break", "<p>a<br>b</p>", "a\\\nb\n" },
        { "Links", "<p><a href=\"/x\" title=\"T &quot;t&quot;\">a <em>b</em></a> <a href=\"https://e.se/\" rel=\"noopener\">https://e.se/</a></p>", "[a *b*](/x \"T \\\"t\\\"\") <https://e.se/>\n" },
        { "A link keeps its letters", "<p><a href=\"https://åäö.se/(a)\" rel=\"noopener\">a</a></p>", "[a](<https://åäö.se/(a)>)\n" },
        { "Lists", "<ol start=\"3\"><li>a</li><li>b<ul><li>c</li><li>d</li></ul></li></ol>", "3. a\n4. b\n   - c\n   - d\n" },
        { "Lists of paragraphs", "<ol><li><p>a</p></li><li><p>b</p><p>c</p></li></ol>", "1. a\n\n2. b\n\n   c\n" },
        { "Two lists beside each other", "<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b\n" },
        { "A quotation", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", "> a\n>\n> > b\n" },
        { "Code", "<p>a <code>b`c</code></p><pre><code>a &lt; b\n\n```\n</code></pre>", "a ``b`c``\n\n````\na < b\n\n```\n\n````\n" },
        { "A table", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c | d</td><td><em>e</em><br>f</td></tr></tbody></table>", "| a | b |\n| --- | --- |\n| c \\| d | *e*<br>f |\n" },
        { "A table without a header", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "|  |  |\n| --- | --- |\n| a | b |\n" },
        { "A rule", "<p>a</p><hr><p>b</p>", "a\n\n---\n\nb\n" },
        { "A figure", "<figure><img src=\"/-/media/a.jpg\" alt=\"En älv\" width=\"800\" height=\"600\"><figcaption>Isen <em>bär</em> <small class=\"credit\">Foto: Disa</small></figcaption></figure>", "![En älv](/-/media/a.jpg){800x600}\nIsen *bär* <small class=\"credit\">Foto: Disa</small>\n" },
        { "A figure that is a link", "<figure><a href=\"/x\"><img src=\"/a\"></a></figure>", "[![](/a)](/x)\n" },
        { "A picture that is decoration", "<p>A <img src=\"/a\" alt=\"\"> b</p>", "A <img src=\"/a\" alt=\"\"> b\n" },
        { "Footnotes", "<p>a<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup></p><p>b<sup class=\"footnote-ref\"><a href=\"#fn2\" id=\"fnref2\">2</a></sup></p><section class=\"footnotes\"><ol><li id=\"fn1\"><p>c <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li><li id=\"fn2\"><p>d</p><p>e <a href=\"#fnref2\" class=\"footnote-back\">↩</a></p></li></ol></section>", "a[^1]\n\nb[^2]\n\n[^1]: c\n[^2]: d\n\n    e\n" },
        { "What Markdown cannot say is HTML", "<aside class=\"factbox\"><h3>a</h3><ul><li>b</li></ul></aside><p>c</p>", "<aside class=\"factbox\">\n<h3>a</h3>\n<ul>\n<li>b</li>\n</ul>\n</aside>\n\nc\n" },
        { "Preformatted text that is no code is HTML", "<pre>a\n\n<b>b</b></pre>", "<pre>a\n\n<b>b</b></pre>\n" },
        { "Characters that mean nothing stand as they are", "<p>2 * 3 * 4 = 24! [x] (y) snake_case_word #1 - 5 &gt; 3 &amp; kr* 1. a | b ~ {c} &lt; d</p>", "2 * 3 * 4 = 24! [x] (y) snake_case_word #1 - 5 > 3 & kr* 1. a | b ~ {c} < d\n" },
        { "Characters that would mean something are escaped", "<p>*a* b_c [x](y)</p><p># a</p><p>1. b</p><p>- c</p><p>a &lt;b&gt; &amp;amp; `c`</p><p>[^1]</p>", "\\*a\\* b_c [x\\](y)\n\n\\# a\n\n1\\. b\n\n\\- c\n\na \\<b> \\&amp; \\`c\\`\n\n\\[^1]\n" },
        { "A picture in the running text", "<p>a <img src=\"/a\" alt=\"b\" title=\"c\"> d</p>", "a ![b](/a \"c\") d\n" },
        { "Nothing", "", "" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Says(string what, string html, string markdown)
    {
        Assert.NotEmpty(what);
        Assert.Equal(html, HtmlSanitizer.Clean(html));
        Assert.Equal(markdown, MarkdownText.FromHtml(html));
        Assert.Equal(html, MarkdownText.ToHtml(markdown));
    }

    [Theory]
    [InlineData("# a", "<h2>a</h2>")]
    [InlineData("a[^x] b[^y]\n\n[^y]: d\n\n[^x]: c", "<p>a<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup> b<sup class=\"footnote-ref\"><a href=\"#fn2\" id=\"fnref2\">2</a></sup></p><section class=\"footnotes\"><ol><li id=\"fn1\"><p>c <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li><li id=\"fn2\"><p>d <a href=\"#fnref2\" class=\"footnote-back\">↩</a></p></li></ol></section>")]
    [InlineData("a[^1] b[^1]\n\n[^1]: c", "<p>a<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup> b<sup class=\"footnote-ref\"><a href=\"#fn1\">1</a></sup></p><section class=\"footnotes\"><ol><li id=\"fn1\"><p>c <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li></ol></section>")]
    [InlineData("<script>alert(1)</script>\n\n[a](javascript:alert(1)) <b onclick=x>c</b>", "<p>a <b>c</b></p>")]
    [InlineData("![a](/b)", "<figure><img src=\"/b\" alt=\"a\"></figure>")]
    [InlineData("```js\na\n```", "<pre><code>a</code></pre>")]
    [InlineData("a | b\n--|:-:\nc | d", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>")]
    public void Reads(string markdown, string html) => Assert.Equal(html, MarkdownText.ToHtml(markdown));

    [Fact]
    public void Takes_a_word_of_a_million_links_as_text()
    {
        var word = string.Concat(Enumerable.Repeat("[a](", 250_000));
        var clean = "";
        Assert.InRange(CpuTime.Seconds(() => clean = MarkdownText.ToHtml(word)), 0, 5);
        Assert.Equal($"<p>{word}</p>", clean);
        Assert.Equal(clean, MarkdownText.ToHtml(MarkdownText.FromHtml(clean)));
    }

    [Theory]
    [InlineData("A table of as many cells as rows by columns", "|a|b|\n|-|-|\n", "|a", 10_000, "|a|b\n", 20_000)]
    [InlineData("Marks of emphasis", "", "*a **a ", 30_000, "", 0)]
    [InlineData("Marks of emphasis on lines that look blank or like items", "", "*a **a\n\u00a0\n\f\n+ \n     - ", 10_000, "", 0)]
    [InlineData("Lists in lists", "", "- ", 100_000, "x", 1)]
    [InlineData("Quotations of lists", "", "> 1. ", 40_000, "x\n", 1)]
    [InlineData("Line breaks", "", "a\\\n", 60_000, "", 0)]
    [InlineData("Footnotes", "[^1]: x\n\n", "[^1]", 5_000, "", 0)]
    public void Takes_what_would_cost_minutes_as_text_and_gives_it_back(string what, string begin, string part, int parts, string rest, int rests)
    {
        Assert.NotEmpty(what);
        var markdown = begin + string.Concat(Enumerable.Repeat(part, parts)) + "\n" + string.Concat(Enumerable.Repeat(rest, rests));
        var (clean, again) = ("", "");
        Assert.InRange(
            CpuTime.Seconds(() =>
            {
                clean = MarkdownText.ToHtml(markdown);
                again = MarkdownText.ToHtml(MarkdownText.FromHtml(clean));
            }),
            0, 10);
        Assert.Equal(clean, again);
    }

    [Fact]
    public void A_long_list_and_a_long_table_are_no_such_thing()
    {
        Assert.Contains("<li><strong>a</strong> <em>b</em></li>", MarkdownText.ToHtml(string.Concat(Enumerable.Repeat("- **a** *b*\n", 5_000))), StringComparison.Ordinal);
        Assert.Contains("<td>d</td>", MarkdownText.ToHtml("| a | b | c |\n| - | - | - |\n" + string.Concat(Enumerable.Repeat("| **a** | b | d |\n", 1_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_what_is_nested_too_deep_as_text() =>
        Assert.Contains("djupt", MarkdownText.ToHtml(string.Concat(Enumerable.Repeat("> ", 2_000)) + "djupt <b>"), StringComparison.Ordinal);
}
