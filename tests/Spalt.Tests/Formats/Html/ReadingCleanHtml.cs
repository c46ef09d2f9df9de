using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public sealed class ReadingCleanHtml
{
    [Fact]
    public void As_text_has_an_empty_line_between_paragraphs_and_a_newline_between_items() =>
        Assert.Equal(
            "T & U\n\na\nb c\n\nd\ne\n\nf",
            HtmlText.Plain("<h2>T &amp; U</h2><p>a<br>b <b>c</b></p><ul><li>d</li><li>e</li></ul><p>f</p>"));

    [Fact]
    public void As_text_decodes_what_the_sanitiser_encodes()
    {
        const string text = "1 < 2 && \"3\" > '2' [caption]";
        Assert.Equal(text, HtmlText.Plain(HtmlSanitizer.Clean(text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("<p>Ett två <b>tr</b>e – fyra.</p><p>fem</p>", 5)]
    [InlineData("<ul><li>ett</li><li>två</li></ul>", 2)]
    public void Counts_words(string html, int words) => Assert.Equal(words, HtmlText.CountWords(html));

    [Theory]
    [InlineData("<p>Kort.</p>", 30, "Kort.")]
    [InlineData("<h2>Rubrik</h2><figure><img src=\"/a\"><figcaption>Bild</figcaption></figure><p>Text.</p><p>Mer.</p>", 30, "Text. Mer.")]
    [InlineData("<p>Så gick det:</p><table><tbody><tr><td>1</td></tr></tbody></table><p>Sedan åkte vi hem.</p>", 60, "Så gick det…")]
    [InlineData("<p>Vi tävlade. Så gick det:</p><pre>1 2</pre><p>Hem.</p>", 25, "Vi tävlade. Så gick det…")]
    [InlineData("<p>Text.</p><table><tbody><tr><td>1</td></tr></tbody></table><p>Mer.</p>", 30, "Text. Mer.")]
    [InlineData("<p>Första meningen är här. Andra meningen är för lång.</p>", 40, "Första meningen är här.")]
    [InlineData("<p>En enda mening som inte tar slut på länge</p>", 20, "En enda mening som…")]
    [InlineData("<p>Den 3. Maj kom P. O. Berg hit och stannade i en hel vecka</p>", 40, "Den 3. Maj kom P. O. Berg hit och…")]
    [InlineData("<p>Det var t.ex. så att ingen av oss visste någonting</p>", 30, "Det var t.ex. så att ingen av…")]
    [InlineData("<p>aaaaaaaaaaaaaaaaaaaa</p>", 10, "aaaaaaaaa…")]
    [InlineData("<p>aaaaaaaa😀😀😀</p>", 10, "aaaaaaaa…")]
    [InlineData("<p>Få ekorrar. (Vi såg två. Båda bruna.) Kanske fler.</p>", 30, "Få ekorrar.")]
    [InlineData("<p>Hon sa det. ”Vi åker. Båda två.” Kanske fler i morgon.</p>", 35, "Hon sa det. ”Vi åker. Båda två.”")]
    [InlineData("<aside class=\"factbox\"><p>Fakta</p></aside><p>Ord<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup> till.</p>", 30, "Ord till.")]
    [InlineData("", 10, "")]
    public void Leads_with_whole_sentences_or_words(string html, int most, string lead)
    {
        Assert.Equal(lead, HtmlText.Lead(html, most));
        Assert.InRange(lead.Length, 0, most);
    }
}
