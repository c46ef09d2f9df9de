using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

/// <summary>What comes of HTML as people, word processors and old blogs write it. Each rule is a sentence.</summary>
public sealed class CleaningHtml
{
    public static TheoryData<string, string, string> Rules { get; } = new()
    {
        { "Text without tags is a paragraph", "hej", "<p>hej</p>" },
        { "Nothing is nothing", " \n\t ", "" },
        { "A paragraph ends where the next begins", "<p>hej<p>du", "<p>hej</p><p>du</p>" },
        { "Divisions are paragraphs", "<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>" },
        { "Sections, articles, centre and font are unwrapped", "<section><article><center><font color=red>a</font></center></article>b</section>", "<p>a</p><p>b</p>" },
        { "Unknown elements are unwrapped", "<o:p>a</o:p><my-tag>b</my-tag>", "<p>ab</p>" },
        { "One break is a break", "a<br>b<br/>c", "<p>a<br>b<br>c</p>" },
        { "Two breaks make a paragraph", "a<br><br />b<br>\n&nbsp;<br>c", "<p>a</p><p>b</p><p>c</p>" },
        { "Breaks at the edges of a paragraph are lost", "<p><br>a<br></p>", "<p>a</p>" },
        { "Empty paragraphs are lost", "<p>&nbsp;</p><p>\u200b\ufeff</p><p> <b> </b></p><p><br></p><p>x</p>", "<p>x</p>" },
        { "Indents by hard spaces are kept", "<p>&nbsp;&nbsp;x<br>&nbsp;y</p>", "<p>\u00a0\u00a0x<br>\u00a0y</p>" },
        { "White space is one space", "<p>  a \n\t b  </p>", "<p>a b</p>" },
        { "Spaces stand outside of phrases", "<p>a<b> b </b>c</p>", "<p>a <b>b</b> c</p>" },
        { "The page has the first heading", "<h1>T</h1><h2>U</h2>", "<h2>T</h2><h2>U</h2>" },
        { "A heading is one line", "<h3><p>a</p><div>b</div></h3>", "<h3>a<br>b</h3>" },
        { "A list ends an open heading", "<h2>a<ul><li>b</ul>", "<h2>a</h2><ul><li>b</li></ul>" },
        { "Crossing phrases are made to nest", "<b>1<i>2</b>3</i>", "<p><b>1<i>2</i></b><i>3</i></p>" },
        { "A phrase around paragraphs is in each of them", "<b>1<p>2</b>3</p>", "<p><b>1</b></p><p><b>2</b>3</p>" },
        { "A phrase in itself is one", "<b>a<b>b</b>c</b>d", "<p><b>abc</b>d</p>" },
        { "A superscript ends with its paragraph", "<p>x<sup>2</p>y", "<p>x<sup>2</sup></p><p>y</p>" },
        { "Old phrases get their successors", "<strike>a</strike><tt>b</tt><acronym title=C>c</acronym>", "<p><s>a</s><code>b</code><abbr title=\"C\">c</abbr></p>" },
        { "A link around blocks is in each of them", "<a href=/x><h2>t</h2><p>p</p></a>", "<h2><a href=\"/x\">t</a></h2><p><a href=\"/x\">p</a></p>" },
        { "Links do not nest", "<a href=/1>a<a href=/2>b</a></a>c", "<p><a href=\"/1\">a</a><a href=\"/2\">b</a>c</p>" },
        { "A link to nowhere is its text", "<a name=x>a</a> <a href=''>b</a>", "<p>a b</p>" },
        { "Items need no end tags", "<ul><li>a<li>b<ul><li>c</ul></ul>d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d</p>" },
        { "A list between items belongs to the item before", "<ul><li>a</li><ul><li>b</li></ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>" },
        { "Items without a list get one", "<li>a<li>b</li>c", "<ul><li>a</li><li>b</li></ul><p>c</p>" },
        { "Text in a list is an item", "<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>" },
        { "Numbers of a list are kept where valid", "<ol start=3 type=a reversed><li value=7>x<li value=y>z</ol>", "<ol start=\"3\" type=\"a\" reversed=\"\"><li value=\"7\">x</li><li>z</li></ol>" },
        { "Two paragraphs in an item are paragraphs", "<ul><li>a<br><br>b</ul>", "<ul><li><p>a</p><p>b</p></li></ul>" },
        { "Definitions", "<dl><dt>a<dd>b<p>c</dl>d", "<dl><dt>a</dt><dd>b<p>c</p></dd></dl><p>d</p>" },
        { "A quotation holds paragraphs", "<blockquote>a<p>b</p>c</blockquote>", "<blockquote><p>a</p><p>b</p><p>c</p></blockquote>" },
        { "Preformatted text is kept as it is", "<pre>\n\n a  b\n<b>c</b></pre>", "<pre>\n\n a  b\n<b>c</b></pre>" },
        { "Tables are whole", "<table><tr><td>a<td>b<tr><th colspan=2 scope=row>c</table>x", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th colspan=\"2\" scope=\"row\">c</th></tr></tbody></table><p>x</p>" },
        { "Empty cells are kept", "<table><tr><td></td><td>b</td></tr></table>", "<table><tbody><tr><td></td><td>b</td></tr></tbody></table>" },
        { "A table of nothing is nothing", "<table><tr><td></td></tr></table>", "" },
        { "Text between cells gets a cell", "<table>a<tr><td>b</table>", "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>" },
        { "Phrases end with their cell", "<table><tr><td><b>a<td>b</table>c", "<table><tbody><tr><td><b>a</b></td><td>b</td></tr></tbody></table><p>c</p>" },
        { "A caption belongs to a table", "<table><caption>a<p>b</caption><tr><td>c</table>", "<table><caption>a<br>b</caption><tbody><tr><td>c</td></tr></tbody></table>" },
        { "Absurd spans are lost", "<table><tr><td colspan=100000 rowspan=-1>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>" },
        { "Pictures keep what describes them", "<img src=/a.jpg alt='A \"b\"' width=100px height=auto title=t srcset=x onerror=y>", "<p><img src=\"/a.jpg\" alt=\"A &quot;b&quot;\" width=\"100\" title=\"t\"></p>" },
        { "A figure has a caption", "<figure><img src=/a><figcaption><p>a</p></figcaption></figure>", "<figure><img src=\"/a\"><figcaption>a</figcaption></figure>" },
        { "A caption without a figure is a paragraph", "<figcaption>a</figcaption>", "<p>a</p>" },
        { "WordPress's caption is a figure", "<div id=x class='wp-caption alignleft'><a href=/x><img src=/a alt=''></a><p class=wp-caption-text>Ord</p></div>efter", "<figure><a href=\"/x\"><img src=\"/a\" alt=\"\"></a><figcaption>Ord</figcaption></figure><p>efter</p>" },
        { "WordPress's oldest caption is a figure", "<dl class='wp-caption'><dt><img src=/a></dt><dd class='wp-caption-dd'>Ord</dd></dl>", "<figure><img src=\"/a\"><figcaption>Ord</figcaption></figure>" },
        { "A caption shortcode is a figure", "<p>[caption id=\"a\" width=\"3\"]<a href=\"/x\"><img src=\"/a\" /></a> Ord <em>om</em>[/caption]</p>", "<figure><a href=\"/x\"><img src=\"/a\"></a><figcaption>Ord <em>om</em></figcaption></figure>" },
        { "A caption may be an attribute of the shortcode", "[caption width=\"3\" caption=\"Ord &amp; bild\"]<img src=/a>[/caption]", "<figure><img src=\"/a\"><figcaption>Ord &amp; bild</figcaption></figure>" },
        { "A shortcode without a picture is text", "[caption]a[/caption]", "<p>&#91;caption]a[/caption]</p>" },
        { "Ruby", "<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>" },
        { "Classes, ids, styles, handlers and data are lost", "<p class=a id=b style=c onclick=d data-x=e lang=f>x</p>", "<p>x</p>" },
        { "What is no text is lost with its content", "<script>1</script>a<style>2</style>b<title>3</title><textarea>4</textarea><select><option>5</select>c<button>6</button>d<iframe>7</iframe>e<noscript>8</noscript>f<xmp>9</xmp>g<object>0</object>h<svg>1<g>2</g></svg>i<math>3</math>j<template>4</template>k<!-- 5 -->l<?x 6?>m<noembed>7</noembed>", "<p>abcdefghijklm</p>" },
        { "Forms are unwrapped, their controls lost", "<form>a<input value=b><label>c</label></form>", "<p>ac</p>" },
        { "Null and control characters are lost", "a\0b&#1;c\u0085d&#x7f;\u009f", "<p>abc d</p>" },
        { "Lone surrogates are replaced", "a\ud800b\udc00c😀", "<p>a\ufffdb\ufffdc😀</p>" },
        { "A rule parts paragraphs", "a<hr>b", "<p>a</p><hr><p>b</p>" },
        { "Paragraphs in a button stay in it", "<div>a<button>b<p>c<div>d</div></button>e</div>", "<p>ae</p>" },
        { "A phrase goes on after what is lost", "<b>a<button>b</button>c</b>", "<p><b>ac</b></p>" },
        { "An unclosed button ends with its block", "<div>a<button>b</div>c", "<p>a</p><p>c</p>" },
        { "HTML in SVG ends it", "<svg><g>a<p>b</p>", "<p>b</p>" },
        { "HTML in a foreign object is lost with it", "<svg><foreignObject><p>a</p></foreignObject></svg>b", "<p>b</p>" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Gives(string rule, string html, string expected)
    {
        Assert.NotEmpty(rule);
        Assert.Equal(expected, HtmlSanitizer.Clean(html));
        Assert.Equal(expected, HtmlSanitizer.Clean(expected));
    }

    [Fact]
    public void Leaves_a_comment_paragraphs_links_quotations_emphasis_and_lists() =>
        Assert.Equal(
            "<p>t</p><p><strong>a</strong><em>b</em><a href=\"https://e.se/\" rel=\"nofollow ugc noopener\">c</a></p><p>d</p><p>e</p><ul><li>f</li></ul><blockquote><p>g</p></blockquote>",
            HtmlSanitizer.Clean("<h2>t</h2><b>a</b><i>b</i><a href=https://e.se/>c</a><img src=/x><table><tr><td>d<td>e</table><ul><li>f</ul><blockquote>g</blockquote>", HtmlPolicy.Comment));

    [Fact]
    public void Makes_paragraphs_of_WordPresss_empty_lines() =>
        Assert.Equal(
            "<p>a<br>b</p><p>c<br>d</p><ul><li>e</li></ul><p>f</p><pre>g\n\nh</pre>",
            HtmlSanitizer.Clean("a\nb\n\nc<br />\nd\n<ul>\n<li>e</li>\n</ul>\nf\n<pre>g\n\nh</pre>\n", HtmlPolicy.WordPressPost));

    [Fact]
    public void Keeps_the_text_of_what_is_nested_too_deep()
    {
        var clean = HtmlSanitizer.Clean(string.Concat(Enumerable.Repeat("<blockquote><b><sup>x", 1_000)) + "<p>y");

        Assert.Equal(1_000, clean.Count(c => c == 'x'));
        Assert.Contains("y", clean, StringComparison.Ordinal);
    }
}
