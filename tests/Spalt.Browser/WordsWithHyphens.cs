using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class WordsWithHyphens(Chromium chromium)
{
    [Fact]
    public async Task Can_be_remarked_on_found_and_replaced()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        using var asked = await writer.Http.WriteAsync(writer.Path, "review", ("title", "Brev"), ("body", "<p>Skriv ett e-post till oss (gärna [idag]).</p>"));
        using var noted = await writer.Http.PostFormAsync(writer.Path, ("do", "remark"), ("quote", "ett e-post"), ("remark", "Ett e-brev."));
        Assert.Equal(303, (int)noted.StatusCode);
        await writer.Page.ReloadAsync();
        await writer.ReadyAsync();
        await Expect(writer.Text.Locator(".noted")).ToHaveTextAsync("ett e-post");

        await writer.Text.FocusAsync();
        await writer.Page.Keyboard.PressAsync("Control+h");
        var panel = writer.Page.Locator(".find");
        await panel.Locator("input[type=search]").FillAsync("e-post");
        await Expect(writer.Text.Locator(".match")).ToHaveTextAsync("e-post");
        await panel.Locator("input[type=text]").FillAsync("e-brev");
        await panel.Locator("button").Nth(3).ClickAsync();
        await panel.Locator("input[type=search]").FillAsync("(gärna [idag])");
        await Expect(writer.Text.Locator(".match")).ToHaveTextAsync("(gärna [idag])");
        await writer.StoresAsync("<p>Skriv ett e-brev till oss (gärna [idag]).</p>");
        Assert.Empty(writer.Reader.Wrongs);
    }
}
