using Spalt.Tests.Embeds;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>What lies elsewhere comes when the reader asks for it, and not before.</summary>
public sealed class ShowingAnEmbed(Chromium chromium)
{
    private const string Film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
    private const string Player = "<!doctype html><title>Spelare</title><button>Spela</button><script>document.title = window.origin; try { top.location = 'https://evil.example/' } catch { }</script>";

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Isen går", html: $"<p>Före</p>{EmbeddedFigures.Figure(Film)}<p id=\"after\">Efter</p>");
        return site;
    }

    /// <summary>Stands in for the film's host, which nobody here can reach.</summary>
    private static async Task PlayAsync(Reader reader) => await reader.Page.RouteAsync("https://www.youtube-nocookie.com/**", route =>
        route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = Player }));

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_reader_presses_the_button_and_goes_on_in_the_frame_while_nothing_moves(int width)
    {
        await using var site = await StartAsync();
        await using var reader = await chromium.ReaderAsync(site, o => o.ViewportSize = new ViewportSize { Width = width, Height = 900 });
        await PlayAsync(reader);
        await reader.OpenAsync("/bank-nio/");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        // Nothing has left for anybody so far.
        await reader.AssertNothingWrongAsync();
        await Expect(reader.One("iframe")).ToHaveCountAsync(0);
        await Expect(reader.One(".embed-place p")).ToHaveTextAsync("Det som visas kommer från youtube.com, som då får veta att du tittar.");
        var before = await reader.One(".embed-line").BoundingBoxAsync();

        await reader.Button("Visa från youtube.com").FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        var frame = reader.One(".embed-place iframe");
        await Expect(frame).ToHaveAttributeAsync("src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0");
        await Expect(frame).ToHaveAttributeAsync("title", "youtube.com");
        await Expect(frame).ToHaveAttributeAsync("referrerpolicy", "strict-origin");
        await Expect(frame).ToHaveAttributeAsync("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
        await Expect(reader.Page.FrameLocator(".embed-place iframe").GetByRole(AriaRole.Button)).ToBeVisibleAsync();
        Assert.Equal("IFRAME", await reader.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        await Expect(reader.Button("Visa från youtube.com")).ToBeHiddenAsync();
        var after = await reader.One(".embed-line").BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y), (after!.X, after.Y));

        // It wanted to lead the page away.
        await reader.ArriveAsync("/bank-nio/");
        Assert.All(reader.Wrongs, wrong => Assert.True(wrong.StartsWith("request to https://www.youtube-nocookie.com/", StringComparison.Ordinal) || wrong.Contains("top-level", StringComparison.OrdinalIgnoreCase) || wrong.Contains("Unsafe attempt", StringComparison.Ordinal), wrong));
    }

    [Fact]
    public async Task A_frame_of_anybody_else_is_stopped_by_the_policy()
    {
        await using var site = await StartAsync();
        await using var reader = await chromium.ReaderAsync(site);
        await reader.OpenAsync("/bank-nio/");
        await reader.Page.EvaluateAsync("() => { const frame = document.createElement('iframe'); frame.src = 'https://evil.example/'; document.body.append(frame); }");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Contains(reader.Wrongs, w => w.Contains("frame-src", StringComparison.Ordinal));
        Assert.DoesNotContain(reader.Wrongs, w => w.StartsWith("request to https://evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_there_is_the_link_and_no_button()
    {
        await using var site = await StartAsync();
        await using var reader = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = false);
        await reader.OpenAsync("/bank-nio/");
        await Expect(reader.One(".embed-place")).ToBeHiddenAsync();
        await Expect(reader.One(".embed-line a")).ToHaveAttributeAsync("href", Film);
        await Expect(reader.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Visa" })).ToHaveCountAsync(0);
        await reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task On_paper_there_is_the_link_alone()
    {
        await using var site = await StartAsync();
        await using var reader = await chromium.ReaderAsync(site);
        await reader.OpenAsync("/bank-nio/");
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        await Expect(reader.One(".embed-place")).ToBeHiddenAsync();
        await Expect(reader.One(".embed-line a")).ToBeVisibleAsync();
    }
}
