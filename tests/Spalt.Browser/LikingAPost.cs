using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class LikingAPost(Chromium chromium, DemoSite demo)
{
    private const string Counted = ".post-alone data.count";

    [Fact]
    public async Task A_reader_opens_a_post_from_the_front_likes_it_finds_it_liked_later_and_thinks_better_of_it()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.OpenAsync("/");
        var headline = reader.One("main .story .headline a").First;
        var title = await headline.InnerTextAsync();
        await headline.ClickAsync();
        await Expect(reader.One("h1.headline")).ToHaveTextAsync(title);

        var button = reader.One(".post-alone button.like");
        var before = await CountAsync(reader);
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await PressAsync(reader, button, "/like");
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(reader.One("#status")).ToHaveTextAsync("Du gillar inlägget.");
        Assert.Equal(before + 1, await CountAsync(reader));

        await reader.Page.ReloadAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(before + 1, await CountAsync(reader));

        await PressAsync(reader, button, "/unlike");
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(before, await CountAsync(reader));
        await reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task A_second_press_while_the_first_is_on_its_way_takes_it_back()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.OpenAsync(demo.Posts[1].Path);
        var button = reader.One(".post-alone button.like");
        var before = await CountAsync(reader);
        var isHeld = new TaskCompletionSource();
        await reader.Page.RouteAsync("**/like", async route =>
        {
            await isHeld.Task;
            await route.ContinueAsync();
        });

        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await reader.Page.RunAndWaitForResponseAsync(
            () => Task.FromResult(isHeld.TrySetResult()), r => r.Url.EndsWith("/unlike", StringComparison.Ordinal) && r.Ok);

        await Expect(reader.One("#status")).ToHaveTextAsync("Du gillar inte längre inlägget.");
        Assert.Equal(before, await CountAsync(reader));
        await reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task Without_script_the_same_button_leads_to_thanks_and_back()
    {
        var path = demo.Posts[^1].Path;
        await using var reader = await chromium.ReaderAsync(demo.Site, o => o.JavaScriptEnabled = false);
        await reader.OpenAsync(path);
        var before = await CountAsync(reader);

        await reader.One(".post-alone button.like").ClickAsync();
        await Expect(reader.One("h1")).ToContainTextAsync("Tack!");
        await reader.One("main .actions a").ClickAsync();
        await reader.ArriveAsync(path);
        Assert.Equal(before + 1, await CountAsync(reader));

        await reader.One(".post-alone button.like").ClickAsync();
        await reader.Button("Ångra").ClickAsync();
        await reader.ArriveAsync(path);
        Assert.Equal(before, await CountAsync(reader));
        await reader.AssertNothingWrongAsync();
    }

    private static Task<IResponse> PressAsync(Reader reader, ILocator button, string end) =>
        reader.Page.RunAndWaitForResponseAsync(() => button.ClickAsync(), r => r.Url.EndsWith(end, StringComparison.Ordinal) && r.Ok);

    private static async Task<int> CountAsync(Reader reader) =>
        int.Parse((await reader.One(Counted).GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
}
