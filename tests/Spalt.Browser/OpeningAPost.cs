using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Spalt.Formats.Html;
using Spalt.Tests.Formats.Archives;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>To open a post and write a word in it costs none of what was stored: neither what the editor has tools for, nor what it has not.</summary>
public sealed class OpeningAPost(Chromium chromium, DemoSite demo)
{
    /// <summary>How the editor writes what says the same: these may come and go.</summary>
    private static readonly HashSet<string> Layout = ["p", "figure", "thead", "tbody", "tfoot", "code"];

    private static readonly HashSet<string> Marks =
        ["a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strong", "sub", "sup", "u"];

    [Fact]
    public async Task What_the_editor_has_no_words_for_stays_as_it_was_and_says_so()
    {
        const string html =
            """
            <p>Med <kbd>tangent</kbd>, <b>fet</b> och <i><mark>märkt</mark></i><sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>
            <dl><dt>Is</dt><dd>Fruset <ruby>vatten<rt>våt</rt></ruby></dd></dl>
            <p><a href="https://ett.example/stor"><img src="/-/media/1/liten.jpg" alt="Liten"></a></p>
            <p><img src="https://tva.example/bild.jpg" alt="Långt borta"></p>
            <table><caption>Tider</caption><tbody><tr><td>1</td></tr></tbody></table>
            <section class="footnotes"><ol><li id="fn1"><p>Noten</p></li><li id="fn2"><p>Ingen kallar</p></li></ol></section>
            <p>Efter fotnoterna</p>
            <ol reversed><li><pre>först</pre></li></ol>
            """;
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.OpenWithAsync(html);
        var stored = await writer.StoredAsync();
        await Expect(writer.Text.Locator(".verbatim")).ToHaveCountAsync(6);
        await Expect(writer.Text.Locator(".verbatim .told").First).ToContainTextAsync("inte ändras");
        await Expect(writer.Text.GetByText("Efter fotnoterna")).ToBeVisibleAsync();
        var saved = await SaveAsync(writer, "Nytt");
        Assert.Equal(Said(stored), Said(saved));
        Assert.Contains("<kbd>tangent</kbd>, <b>fet</b> och ", saved, StringComparison.Ordinal);
        Assert.Contains("<dl><dt>Is</dt><dd>Fruset <ruby>vatten<rt>våt</rt></ruby></dd></dl>", saved, StringComparison.Ordinal);
        Assert.Contains("Ingen kallar", saved, StringComparison.Ordinal);

        // Nothing was fetched from elsewhere to show it.
        Assert.DoesNotContain(writer.Reader.Wrongs, w => w.Contains("example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("commonmark/spec-tests.json", "html")]
    [InlineData("xss-dompurify/cases.json", "input")]
    [InlineData("xss-loofah/cases.json", "input")]
    [InlineData("", "")]
    public async Task Every_body_that_can_be_stored_comes_back_as_it_was(string corpus, string field)
    {
        var bodies = corpus.Length > 0 ? Bodies(corpus, field) : await demo.Site.WithDbAsync(db => Task.FromResult(db.Posts.Select(p => p.BodyHtml).ToArray()));
        Assert.True(bodies.Length > 10, $"{bodies.Length} bodies");
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        foreach (var (some, number) in bodies.Chunk(200).Select((b, i) => (b, i)))
        {
            await writer.OpenWithAsync(string.Concat(some));
            var stored = await writer.StoredAsync();
            Assert.Equal(Said(stored), Said(await SaveAsync(writer, $"Titel {number}")));
        }
    }

    private static string[] Bodies(string corpus, string field)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Find("corpora/" + corpus)));
        return [.. cases.RootElement.EnumerateArray().Select(c => HtmlSanitizer.Clean(c.GetProperty(field).GetString())).Where(html => html.Length > 0)];
    }

    /// <summary>Another headline makes the editor send all that it holds.</summary>
    private static async Task<string> SaveAsync(Writer writer, string title)
    {
        await writer.Page.Locator("[name=title]").FillAsync(title);
        await Eventually.TrueAsync(async () => await writer.TitleAsync() == title, TimeSpan.FromMinutes(1));
        return await writer.StoredAsync();
    }

    /// <summary>The letters of a text and how each is marked, and what elements with which attributes there are besides.</summary>
    private static string Said(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
        foreach (var back in body.QuerySelectorAll(".footnote-back"))
        {
            back.Remove();
        }

        foreach (var numbered in body.QuerySelectorAll("[id]"))
        {
            numbered.RemoveAttribute("id");
        }

        // The footnotes come last wherever they were stored.
        var notes = string.Concat(body.QuerySelectorAll("section.footnotes").Select(s => s.TextContent));
        foreach (var section in body.QuerySelectorAll("section.footnotes").ToList())
        {
            section.Remove();
        }

        var elements = body.QuerySelectorAll("*").Where(e => !Marks.Contains(e.LocalName) && (!Layout.Contains(e.LocalName) || e.ClassName is { Length: > 0 }))
            .Select(e => e.LocalName + string.Concat(e.Attributes.Select(a => $" {a.Name}={a.Value}").Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);
        return $"{Marked(body)}|{string.Concat(Letters(notes).Order())}|{string.Join(", ", elements)}";
    }

    /// <summary>Two marks on the same words may stand either in the other, and one that is broken off and goes on is the same mark.</summary>
    private static string Marked(IElement body)
    {
        var (said, before) = (new StringBuilder(), "");
        foreach (var text in body.Descendants<IText>().Where(t => Letters(t.Data).Length > 0))
        {
            var marks = string.Join(' ', text.GetAncestors().OfType<IElement>().Where(e => Marks.Contains(e.LocalName) && e is not { LocalName: "code", ParentElement.LocalName: "pre" }).Select(e => e.LocalName + e.GetAttribute("href")).Distinct().Order(StringComparer.Ordinal));
            said.Append(marks == before ? "" : $"[{marks}]").Append(Letters(text.Data));
            before = marks;
        }

        return said.ToString();
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
