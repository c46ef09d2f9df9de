using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;

namespace Spalt.Browser;

public sealed class ShowingEveryPage(Chromium chromium, DemoSite demo)
{
    private static readonly int[] Widths = [320, 390, 820, 1440];

    /// <summary>Elements that stick out to the right, but those that their own box lets scroll.</summary>
    private const string SticksOut =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => `${e.localName}.${e.className} ends at ${e.getBoundingClientRect().right}`).slice(0, 8).concat("the page scrolls sideways")
        """;

    /// <summary>The layout's shifts while the page loaded, by the measure of Core Web Vitals (unit: share of the viewport, times share of its height).</summary>
    private const string Shifts =
        """
        () => new Promise(tell => {
          let shifts = 0;
          new PerformanceObserver(list => list.getEntries().forEach(e => { shifts += e.value })).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => setTimeout(() => tell(shifts), 50));
        })
        """;

    /// <summary>Loads every picture, and names those that are none or that reserve another room than they take.</summary>
    private const string BadPictures =
        """
        async () => {
          const bad = [];
          for (const image of document.images) {
            image.loading = "eager";
            await image.decode().catch(() => bad.push(`${image.src} is no picture`));
            const said = image.getAttribute("width") / image.getAttribute("height"), is = image.naturalWidth / image.naturalHeight;
            if (!(Math.abs(said / is - 1) < .02)) bad.push(`${image.src} says ${said} and is ${is}`);
            if (!image.hasAttribute("alt")) bad.push(`${image.src} has no alt`);
          }
          return bad;
        }
        """;

    public static TheoryData<string, string, int> Pages => new()
    {
        { "front", "/", 200 },
        { "front, page 2", "/page/2/", 200 },
        { "blogs", "/-/blogs", 200 },
        { "liked", "/-/liked", 200 },
        { "blog", "/sparrapporten/", 200 },
        { "blog, page 2", "/skogsagaren/page/2/", 200 },
        { "empty blog", "/tom/", 200 },
        { "blog of wide things", "/blandat/", 200 },
        { "post with a picture", "figure", 200 },
        { "post with a table", "table", 200 },
        { "post in English", "english", 200 },
        { "post with comments", "/blandat/2020/02/20/samtalet/", 200 },
        { "undated post", "/blandat/odaterat/utan-datum/", 200 },
        { "wide post", "wide", 200 },
        { "thanks", "thanks", 200 },
        { "year", "/skogsagaren/2025/", 200 },
        { "month", "/blandat/2020/02/", 200 },
        { "undated", "/blandat/odaterat/", 200 },
        { "tag", "tag", 200 },
        { "category", "category", 200 },
        { "author", "/sparrapporten/author/hanna-lidmark/", 200 },
        { "nothing here", "/-/nowhere", 404 },
        { "nothing in a blog", "/skogsagaren/2025/01/01/finns-inte/", 404 },
        { "removed post", "/blandat/2026/03/04/borttaget/", 410 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Fits_from_telephone_to_desk_in_daylight_and_dark_for_everybody(string kind, string path, int status)
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        path = await AddressAsync(reader, path);
        foreach (var width in Widths)
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.OpenAsync(path, status);
            Assert.InRange(await reader.Page.EvaluateAsync<double>(Shifts), 0, 0.02);
            Assert.Empty(await reader.Page.EvaluateAsync<string[]>(BadPictures));
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                Assert.Empty(await reader.Page.EvaluateAsync<string[]>(SticksOut));

                // Colours do not depend on the width, nor sizes on the colour scheme.
                if ((width, scheme) is (390, ColorScheme.Light) or (1440, ColorScheme.Dark))
                {
                    await AssertAccessibleAsync(reader, $"{kind}, {width} px, {scheme}");
                }
            }
        }

        await AssertFeedsAreThereAsync(reader);
        await reader.AssertNothingWrongAsync();
    }

    private static async Task AssertAccessibleAsync(Reader reader, string what)
    {
        var found = await reader.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
        Assert.True(found.Passes.Length > 5, $"axe found {found.Passes.Length} things to check");
        Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(n => $"{what}: {v.Id}: {n.Html} {string.Join("; ", n.Any.Select(a => a.Message))}")));
    }

    private async Task AssertFeedsAreThereAsync(Reader reader)
    {
        foreach (var link in await reader.One("link[rel=alternate]").AllAsync())
        {
            using var feed = await demo.Site.Http.GetAsync(new Uri((await link.GetAttributeAsync("href"))!, UriKind.RelativeOrAbsolute));
            Assert.Equal((200, await link.GetAttributeAsync("type")), ((int)feed.StatusCode, feed.Content.Headers.ContentType?.MediaType));
        }
    }

    private async Task<string> AddressAsync(Reader reader, string path)
    {
        switch (path)
        {
            case "figure":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<figure>")))[0].Path;
            case "table":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<table>") && !p.BodyHtml.Contains("<pre>")))[0].Path;
            case "wide":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<pre>")))[0].Path;
            case "english":
                return (await demo.FindAsync(p => p.Language == "en"))[0].Path;
            case "tag":
                return "/sparrapporten/tag/" + await demo.Site.WithDbAsync(db => db.Tags.OrderByDescending(t => t.PostCount)
                    .Join(db.Blogs.Where(b => b.Slug == "sparrapporten"), t => t.BlogId, b => b.Id, (t, _) => t.Slug).FirstAsync()) + "/";
            case "category":
                return "/sparrapporten/category/" + await demo.Site.WithDbAsync(db => db.Categories.OrderByDescending(t => t.PostCount)
                    .Join(db.Blogs.Where(b => b.Slug == "sparrapporten"), t => t.BlogId, b => b.Id, (t, _) => t.Slug).FirstAsync()) + "/";
            case "thanks":
                var address = string.Create(CultureInfo.InvariantCulture, $"/-/posts/{demo.Posts[20].Id}/like");
                await reader.Context.APIRequest.PostAsync(address);
                return address + "d";
            default:
                return path;
        }
    }
}
