using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Spalt.Tests.Imports;
using Spalt.Web;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class ReadingInEnglish(Chromium chromium)
{
    private const int ShortestTelling = 5;

    [Fact]
    public async Task A_network_that_speaks_English_says_nothing_in_Swedish()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync("blogs.example", "The Elk Post blogs", "en");
        var blog = await site.BlogAsync(network, "bench-nine", "Bench nine");
        await site.BlogAsync(network, "blank", "Blank");
        await site.TakeInAsync(network, blog, OldPages.Html(OldPages.Article(
            "No date", "<p>One.</p>", comments: """<span class="comments-link"><a href="#comments">5 comments</a></span>""")).Replace("lang=\"sv\"", "lang=\"en\"", StringComparison.Ordinal));
        for (var number = 1; number <= 11; number++)
        {
            await site.PostAsync(blog, $"Bridge {number}", site.Clock.Now.AddDays(-number), "<p>It opens.</p>", tags: ["bridges"]);
        }

        await using var reader = await chromium.ReaderAsync(site);
        string[] pages = ["/", "/-/blogs", "/-/liked", "/bench-nine/", "/bench-nine/page/2/", "/bench-nine/2026/03/03/bridge-1/", "/bench-nine/undated/no-date/", "/bench-nine/tag/bridges/", "/bench-nine/2026/", "/blank/"];
        foreach (var page in pages)
        {
            await reader.OpenAsync(page);
            await AssertEnglishAsync(reader, page);
        }

        await reader.OpenAsync("/bench-nine/2026/01/01/nothing/", status: 404);
        await AssertEnglishAsync(reader, "404");
        await reader.OpenAsync("/bench-nine/2026/03/03/bridge-1/");
        await reader.Button("Like").ClickAsync();
        await Expect(reader.One("#status")).ToHaveTextAsync("You like this post.");
        await reader.AssertNothingWrongAsync();
    }

    private static async Task AssertEnglishAsync(Reader reader, string page)
    {
        Assert.Equal("en", await reader.One("html").GetAttributeAsync("lang"));
        await Expect(reader.One(".skip")).ToHaveTextAsync("Skip to content");
        var written = await reader.Page.EvaluateAsync<string>(
            "() => document.title + ' ' + document.body.textContent + ' ' + [...document.querySelectorAll('[aria-label], [title]')].map(e => `${e.ariaLabel} ${e.title}`).join(' ')");
        Assert.Empty(Swedish().Where(text => Regex.IsMatch(written, $@"\b{Regex.Escape(text)}\b")).Select(text => $"{page} says {text}"));
    }

    /// <summary>The words of the Swedish texts that their English ones do not have.</summary>
    private static HashSet<string> Swedish()
    {
        var texts = new ResourceManager("Spalt.Language.Pages", typeof(Server).Assembly);
        var english = Words(texts.GetResourceSet(CultureInfo.GetCultureInfo("en-GB"), createIfNotExists: true, tryParents: true)!);
        var swedish = Words(texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!);
        swedish.ExceptWith(english);

        // The posts' own, in what `Given` writes into lists.
        swedish.Remove("stycke");
        Assert.True(swedish.Count > 100, $"{swedish.Count} Swedish words");
        return swedish;
    }

    private static HashSet<string> Words(ResourceSet texts) =>
        [.. texts.Cast<DictionaryEntry>().SelectMany(t => Regex.Matches((string)t.Value!, @"\p{L}+").Select(m => m.Value)).Where(w => w.Length >= ShortestTelling)];
}
