namespace Spalt.Browser;

/// <summary>What a text may consist of.</summary>
internal static class Parts
{
    /// <summary>Everything the stored form knows but pictures, as the server stores it.</summary>
    public const string Everything =
        """
        <p>Ett <strong>fett</strong> och <em>kursivt</em> och <s>struket</s> H<sub>2</sub>O x<sup>2</sup> <a href="https://a.example/">länk</a> <code>kod</code><sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup><br>rad två</p>
        <h2>Två</h2>
        <h3>Tre</h3>
        <h4>Fyra</h4>
        <ul><li>ett<ul><li>inne</li></ul></li><li>två</li></ul>
        <ol start="3"><li>tre</li><li><p>fyra</p><p>mer</p></li></ol>
        <blockquote><p>Citat</p><cite>Någon</cite></blockquote>
        <pre><code>rad 1
          rad 2</code></pre>
        <table><thead><tr><th scope="col">A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td rowspan="2">2</td></tr><tr><td>3</td></tr><tr><td colspan="2">5</td></tr></tbody></table>
        <hr>
        <aside class="pullquote"><p>Stort</p></aside>
        <aside class="factbox"><h3>Fakta</h3><p>Så är det<sup class="footnote-ref"><a href="#fn2" id="fnref2">2</a></sup></p><ul><li>en</li></ul></aside>
        <figure class="embed"><a href="https://video.example/v/1" class="embed-link">https://video.example/v/1</a><figcaption>En film</figcaption></figure>
        <p>slut</p>
        <section class="footnotes"><ol><li id="fn1"><p>Noten <em>ett</em> <a href="#fnref1" class="footnote-back">↩</a></p></li><li id="fn2"><p>Not två</p><p>stycke <a href="#fnref2" class="footnote-back">↩</a></p></li></ol></section>
        """;
}
