using System.Text.Json;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Networks;
using Spalt.Tests.Formats.Archives;
using Spalt.Tests.Imports;

namespace Spalt.Browser;

/// <summary>What others have collected to get scripts past a sanitiser, imported as posts and opened by a reader.</summary>
public sealed class DistrustingPosts(Chromium chromium)
{
    private const string Slips = "<p>Före</p><img src=x onerror=\"alert(1)\"><p>Efter</p>";

    /// <summary>What must not be in a page whoever wrote it, and in what people wrote nothing but what the sanitiser lets through.</summary>
    private const string Foreign =
        """
        () => {
          const allowed = new Set(("p h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table thead tbody tfoot tr td th caption figure figcaption hr br img a b i u s em strong "
            + "small code del ins sub sup mark q cite abbr kbd samp var dfn time bdi bdo ruby rt rp div aside section").split(" "));
          const classes = new Set("div.gallery aside.pullquote aside.factbox section.footnotes figure.embed a.embed-link a.footnote-back sup.footnote-ref small.credit".split(" "));
          const attributes = new Set("href title rel src alt width height start type reversed value colspan rowspan scope datetime cite dir class id".split(" "));
          const safe = address => { try { return ["http:", "https:", "mailto:", "tel:"].includes(new URL(address, location).protocol) } catch { return true } };
          const foreign = [];
          for (const e of document.querySelectorAll("*")) {
            for (const a of e.attributes) {
              const isAddress = ["href", "src", "action", "formaction", "cite", "xlink:href", "data", "poster"].includes(a.name);
              if (/^on|^style$|^srcdoc$|^background$/.test(a.name) || (isAddress && !safe(a.value))) foreign.push(`${a.name}=${a.value} of ${e.localName}`);
            }
            const own = e.src?.startsWith?.(`${location.origin}/-/`) || e.type === "application/ld+json";
            if (e.localName === "script" && !own) foreign.push(e.outerHTML);
          }
          for (const e of document.querySelectorAll(".body *, .words *"))
            if (!allowed.has(e.localName) || e.namespaceURI !== "http://www.w3.org/1999/xhtml") foreign.push(e.outerHTML);
          for (const e of document.querySelectorAll("article.post .body *"))
            for (const a of e.attributes)
              if (!attributes.has(a.name) || (a.name === "class" && !classes.has(`${e.localName}.${a.value}`)) || (a.name === "id" && !/^(p\d+-)?fn(ref)?\d{1,4}$/.test(a.value)))
                foreign.push(`${a.name}=${a.value} in the body`);
          return foreign;
        }
        """;

    [Theory]
    [InlineData("xss-dompurify")]
    [InlineData("xss-loofah")]
    public async Task No_post_headline_name_tag_or_comment_runs_anything(string corpus)
    {
        var vectors = Vectors(corpus);
        await using var site = await Site.StartAsync();
        var (network, blog) = await StartAsync(site);
        await site.TakeInAsync(network, blog, Page([.. vectors.Select(v => new SavedPost(v, v) { AuthorName = v, Tags = [v], Categories = [v] })]));
        await site.TakeInAsync(network, blog, Page([new SavedPost("Samtalet", "<p>Ordet är fritt.</p>")
        {
            Slug = "samtalet",
            Tags = vectors,
            Comments = [.. vectors.Select((v, i) => new SavedComment($"n{i + 1}", i % 3 == 2 ? $"n{i}" : null, v, PartialDate.Unknown, v))],
        }]));

        // Without the policy that would stop scripts, so that the sanitiser is alone.
        await using var reader = await chromium.ReaderAsync(site, o => o.BypassCSP = true);
        var posts = 0;
        foreach (var page in Enumerable.Range(1, (vectors.Length / 10) + 1))
        {
            await AssertCleanAsync(reader, page == 1 ? "/xss/" : $"/xss/page/{page}/");
            posts += await reader.One("article.post").CountAsync();
        }

        Assert.Equal(vectors.Length + 1, posts);
        foreach (var page in Enumerable.Range(1, (vectors.Length / 20) + 1))
        {
            await AssertCleanAsync(reader, page == 1 ? "/xss/odaterat/" : $"/xss/odaterat/page/{page}/");
        }

        var comments = 0;
        for (var page = "/xss/odaterat/samtalet/"; page is not null;)
        {
            await AssertCleanAsync(reader, page);
            comments += await reader.One("article.comment").CountAsync();
            var later = reader.One("#comments a[rel=next]");
            page = await later.CountAsync() > 0 ? await later.GetAttributeAsync("href") : null;
        }

        Assert.Equal(vectors.Length, comments);
        await AssertCleanAsync(reader, "/");
    }

    [Fact]
    public async Task What_would_slip_through_is_stopped_by_the_policy_of_the_page()
    {
        await using var site = await Site.StartAsync();
        var (_, blog) = await StartAsync(site);
        await site.PostAsync(blog, "Osköljt", html: Slips);
        await using var reader = await chromium.ReaderAsync(site);
        await reader.OpenAsync("/xss/");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.DoesNotContain(reader.Wrongs, w => w.StartsWith("dialog", StringComparison.Ordinal));
        Assert.Contains(reader.Wrongs, w => w.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_both_these_journeys_would_notice()
    {
        await using var site = await Site.StartAsync();
        var (_, blog) = await StartAsync(site);
        await site.PostAsync(blog, "Osköljt", html: Slips);
        await using var reader = await chromium.ReaderAsync(site, o => o.BypassCSP = true);
        await reader.OpenAsync("/xss/");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Contains(reader.Wrongs, w => w == "dialog: 1");
        Assert.Contains(await reader.Page.EvaluateAsync<string[]>(Foreign), foreign => foreign == "onerror=alert(1) of img");
    }

    private static async Task AssertCleanAsync(Reader reader, string path)
    {
        await reader.OpenAsync(path);
        Assert.Empty(await reader.Page.EvaluateAsync<string[]>(Foreign));
        await reader.AssertNothingWrongAsync();
    }

    private static string[] Vectors(string corpus)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Find($"corpora/{corpus}/cases.json")));
        string[] vectors = [.. cases.RootElement.EnumerateArray().Select(c => c.GetProperty("input").GetString()!)];
        Assert.True(vectors.Length > 50, $"{vectors.Length} cases");
        return vectors;
    }

    private static SavedPage Page(SavedPost[] posts) => new(SavedPageKind.Html, Heading: null, "utf-8", Address: null, posts, []);

    private static async Task<(Network Network, Blog Blog)> StartAsync(Site site)
    {
        var network = await site.NetworkAsync();
        return (network, await site.BlogAsync(network, "xss", "Fällor"));
    }
}
