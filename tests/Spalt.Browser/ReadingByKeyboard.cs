using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class ReadingByKeyboard(Chromium chromium, DemoSite demo)
{
    private const int MostStops = 200;

    /// <summary>What has the focus, and whether one can see that it has.</summary>
    private const string Focus =
        """
        () => {
          const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
          return {
            name: at.id || at.className || at.localName,
            text: at.textContent.trim(),
            href: at.getAttribute("href"),
            isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
              && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          };
        }
        """;

    [Fact]
    public async Task The_first_stop_is_a_link_past_the_head_of_the_page()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.OpenAsync("/sparrapporten/");

        var skip = await TabAsync(reader);
        Assert.Equal("Hoppa till innehållet", skip.Text);
        await reader.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", (await FocusAsync(reader)).Name);

        await TabAsync(reader);
        Assert.Equal(1, await reader.One("main :focus").CountAsync());
    }

    [Fact]
    public async Task A_reader_without_a_mouse_goes_by_the_menu_to_a_blog_to_a_post_and_likes_it()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.OpenAsync("/");

        await TabToAsync(reader, f => f.Href == "/-/blogs");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.ArriveAsync("/-/blogs");
        await TabToAsync(reader, f => f.Href == "/skogsagaren/");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.ArriveAsync("/skogsagaren/");
        var (_, path) = demo.Posts.First(p => p.Path.StartsWith("/skogsagaren/", StringComparison.Ordinal));
        await TabToAsync(reader, f => f.Href == path);
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.ArriveAsync(path);

        await TabToAsync(reader, f => f.Name == "like");
        var button = reader.One(".post-alone button.like");
        foreach (var (key, address, pressed) in new[] { ("Space", "/like", "true"), ("Enter", "/unlike", "false") })
        {
            await reader.Page.RunAndWaitForResponseAsync(
                () => reader.Page.Keyboard.PressAsync(key), r => r.Url.EndsWith(address, StringComparison.Ordinal) && r.Ok);
            await Expect(button).ToHaveAttributeAsync("aria-pressed", pressed);
            await Expect(button).ToBeFocusedAsync();
        }

        await reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task Every_stop_of_a_post_on_a_telephone_can_be_seen()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site, o => o.ViewportSize = new ViewportSize { Width = 390, Height = 844 });
        await reader.OpenAsync("/blandat/2020/02/20/samtalet/");
        var stops = 0;
        while ((await TabAsync(reader)).Name != "body")
        {
            Assert.InRange(++stops, 1, MostStops);
        }

        Assert.True(stops > 30, $"{stops} stops");
    }

    private static async Task TabToAsync(Reader reader, Predicate<Stop> isIt)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (isIt(await TabAsync(reader)))
            {
                return;
            }
        }

        Assert.Fail("It cannot be reached by the keyboard.");
    }

    private static async Task<Stop> TabAsync(Reader reader)
    {
        await reader.Page.Keyboard.PressAsync("Tab");
        var stop = await FocusAsync(reader);
        Assert.True(stop.IsSeen || stop.Name == "body", $"The focus on {stop.Name} ({stop.Text}) does not show.");
        return stop;
    }

    private static Task<Stop> FocusAsync(Reader reader) => reader.Page.EvaluateAsync<Stop>(Focus);

    private sealed class Stop
    {
        public string Name { get; set; } = "";

        public string Text { get; set; } = "";

        public string? Href { get; set; }

        public bool IsSeen { get; set; }
    }
}
