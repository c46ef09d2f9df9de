namespace Spalt.Browser;

public sealed class ShowingEveryPage(Chromium chromium, DemoSite demo)
{
    private static readonly int[] Widths = [320, 390, 820, 1440];

    /// <summary>Elements that stick out to the right, but those that their own box lets scroll.</summary>
    private const string SticksOut =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.parentElement.closest("pre, table"))
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

    [Theory]
    [MemberData(nameof(EveryPage.Kinds), MemberType = typeof(EveryPage))]
    public async Task Fits_from_telephone_to_desk_in_daylight_and_dark(string kind, string path, int status)
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        path = await demo.AddressAsync(reader, path);
        foreach (var width in Widths)
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.OpenAsync(path, status);
            Assert.InRange(await reader.Page.EvaluateAsync<double>(Shifts), 0, 0.02);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                Assert.Empty((await reader.Page.EvaluateAsync<string[]>(SticksOut)).Select(what => $"{kind}, {width} px: {what}"));
            }
        }

        Assert.Empty(await reader.Page.EvaluateAsync<string[]>(BadPictures));
        await AssertFeedsAreThereAsync(reader);
        await reader.AssertNothingWrongAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sparrapporten/")]
    [InlineData("table")]
    public async Task A_font_that_comes_late_moves_nothing(string path)
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.Page.RouteAsync("**/*.woff2", async font =>
        {
            await Task.Delay(500);
            await font.ContinueAsync();
        });
        path = await demo.AddressAsync(reader, path);
        foreach (var width in Widths)
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.OpenAsync(path);
            Assert.InRange(await reader.Page.EvaluateAsync<double>(Shifts), 0, 0.001);
        }

        await reader.AssertNothingWrongAsync();
    }

    private async Task AssertFeedsAreThereAsync(Reader reader)
    {
        foreach (var link in await reader.One("link[rel=alternate]").AllAsync())
        {
            using var feed = await demo.Site.Http.GetAsync(new Uri((await link.GetAttributeAsync("href"))!, UriKind.RelativeOrAbsolute));
            Assert.Equal((200, await link.GetAttributeAsync("type")), ((int)feed.StatusCode, feed.Content.Headers.ContentType?.MediaType));
        }
    }
}
