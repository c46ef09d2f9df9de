using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class PrintingAPost(Chromium chromium, DemoSite demo)
{
    private static readonly string[] OnPaper = [".nameplate", "h1.headline", ".post-alone .by >> nth=0", ".post-alone .body", ".post-alone .address"];
    private static readonly string[] OnScreen = [".menu", ".columns > aside", ".skip", "button.like", ".share", ".neighbours", "#respond"];

    [Fact]
    public async Task Leaves_the_article_its_writer_and_its_address_on_the_paper()
    {
        await using var reader = await chromium.ReaderAsync(demo.Site);
        await reader.OpenAsync(demo.Posts[5].Path);
        foreach (var part in OnScreen)
        {
            await Expect(reader.One(part).First).ToBeVisibleAsync();
        }

        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        foreach (var part in OnScreen)
        {
            await Expect(reader.One(part).First).ToBeHiddenAsync();
        }

        foreach (var part in OnPaper)
        {
            await Expect(reader.One(part)).ToBeVisibleAsync();
        }

        await Expect(reader.One(".address")).ToContainTextAsync(demo.Posts[5].Path);
    }
}
