using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Spalt.Formats.Html;
using Spalt.Formats.Html.Markdown;

namespace Spalt.Tests.Formats.Html;

/// <summary>Whatever is stored, its Markdown says the same: nothing is lost by who opens a post and saves it.</summary>
public sealed class TheLawOfMarkdown
{
    private const string Letters = "ab å1*_`~[]()!<>&#-+=.|\\{}\"' \u00A0:^";

    [Fact]
    public void Holds_for_any_tree()
    {
        var text = Gen.Elements(Letters.ToCharArray()).ArrayOf(8).Select(c => new string(c).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
        Prop.ForAll(Blocks(text, 3).ToArbitrary(), html => Holds(html)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));
    }

    [Fact]
    public void Holds_for_any_mixture_of_hostile_pieces()
    {
        var random = new Random(20200221);
        for (var round = 0; round < 3_000; round++)
        {
            Holds(string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => HostileFragments.All[random.Next(HostileFragments.All.Length)])));
        }
    }

    [Theory]
    [InlineData("xss-dompurify", "input")]
    [InlineData("xss-loofah", "input")]
    public void Holds_for_what_others_have_collected(string corpus, string property)
    {
        var file = Corpora.Find(Path.Combine(corpus, "cases.json"));
        Assert.SkipWhen(file is null, $"../shared/corpora/{corpus} is not here");
        Each(file, property, html => Holds(html));
    }

    [Fact]
    public void Holds_for_the_examples_of_commonmark()
    {
        var file = Corpora.Find("commonmark/spec-tests.json");
        Assert.SkipWhen(file is null, "../shared/corpora/commonmark is not here");
        Each(file, "html", html => Holds(html));
        Each(file, "markdown", markdown => Holds(MarkdownText.ToHtml(markdown)));
    }

    [Fact]
    public void Holds_for_the_posts_of_the_demo_and_leaves_few_of_their_blocks_as_html()
    {
        var demo = typeof(Spalt.Posts.Post).Assembly;
        var (blocks, left) = (0, 0);
        foreach (var name in demo.GetManifestResourceNames().Where(n => n.StartsWith("Demo/", StringComparison.Ordinal) && n.EndsWith(".html", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(demo.GetManifestResourceStream(name)!);
            var post = reader.ReadToEnd();
            var html = HtmlSanitizer.Clean(post[post.IndexOf("\n\n", StringComparison.Ordinal)..]);
            Holds(html);
            var parts = MarkdownText.FromHtml(html).Split("\n\n");
            blocks += parts.Length;
            left += parts.Count(part => part.StartsWith('<'));
        }

        Assert.True(blocks > 100, $"{blocks} blocks");
        Assert.True(left * 20 < blocks, $"{left} of {blocks} blocks are left");
    }

    private static void Each(string file, string property, Action<string> check)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var row in cases.RootElement.EnumerateArray().Where(row => row.GetProperty(property).ValueKind is JsonValueKind.String))
        {
            check(row.GetProperty(property).GetString()!);
        }
    }

    private static void Holds(string html)
    {
        var stored = HtmlSanitizer.Clean(html);
        var markdown = MarkdownText.FromHtml(stored);
        var again = MarkdownText.ToHtml(markdown);
        Assert.True(stored == again, $"{stored}\n→ {markdown}\n→ {again}");
    }

    private static Gen<string> Lines(Gen<string> text, int depth)
    {
        if (depth == 0)
        {
            return text;
        }

        var inner = Lines(text, depth - 1);
        var tagged = from tag in Gen.Elements("em", "strong", "s", "code", "b", "sup", "a href='/x(y)'", "a href='https://e.se/?a=1&amp;copy=2' title='\"*t*'", "u")
                     from line in inner
                     select $"<{tag}>{line}</{tag.Split(' ')[0]}>";
        return from parts in Gen.Frequency((4, text), (3, tagged), (1, Gen.Elements("<br>", "<img src=/a alt='a*b*[c]'>", "<img src=/b width=3 height=4 alt=''>"))).ArrayOf(3) select string.Concat(parts);
    }

    private static Gen<string> Blocks(Gen<string> text, int depth)
    {
        var line = Lines(text, 2);
        var simple = Gen.OneOf(
            line.Select(l => $"<p>{l}</p>"),
            line.Select(l => $"<h3>{l}</h3>"),
            text.Select(t => $"<pre><code>{t}\n\n{t}</code></pre>"),
            text.Select(t => $"<pre>{t}</pre>"),
            Gen.Constant("<hr>"),
            line.Select(l => $"<figure><img src=/a alt=b><figcaption>{l}</figcaption></figure>"),
            line.Select(l => $"<table><thead><tr><th>{l}<th>b</tr></thead><tr><td><td>{l}</table>"),
            line.Select(l => $"<table><tr><td>{l}</table>"));
        if (depth == 0)
        {
            return simple;
        }

        var inner = Blocks(text, depth - 1);
        var nested = Gen.OneOf(
            inner.Select(b => $"<blockquote>{b}</blockquote>"),
            inner.Select(b => $"<aside class=factbox>{b}</aside>"),
            from list in Gen.Elements("ul", "ol", "ol start=7") from a in inner from l in line select $"<{list}><li>{l}</li><li>{a}</li></{list.Split(' ')[0]}>",
            from list in Gen.Elements("ul", "ol") from a in inner from l in line select $"<{list}><li><p>{l}</p></li><li>{a}</li></{list}>",
            from list in Gen.Elements("ul", "ol") from a in line from b in line select $"<{list}><li>{a}<ul><li>{b}</ul><li>{b}</{list}>",
            from a in line from b in line select $"<p>{a}<sup class=footnote-ref><a href=#fn1 id=fnref1>1</a></sup></p><section class=footnotes><ol><li id=fn1><p>{b} <a href=#fnref1 class=footnote-back>↩</a></p></li></ol></section>");
        return from blocks in Gen.Frequency((3, simple), (2, nested)).ArrayOf(3) select string.Concat(blocks);
    }
}
