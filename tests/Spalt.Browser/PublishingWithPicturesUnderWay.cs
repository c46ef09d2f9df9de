using Spalt.Posts;
using Spalt.Tests.Media;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class PublishingWithPicturesUnderWay(Chromium chromium)
{
    private const string Paste =
        """
        (text, bytes) => {
            const clipboard = new DataTransfer();
            clipboard.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], "is.png", { type: "image/png" }));
            text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task Waits_until_they_are_here()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var held = new TaskCompletionSource();
        await writer.Page.RouteAsync("**/pictures?name=*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await writer.Page.Locator("[name=title]").FillAsync("Isen");
        await writer.Text.FocusAsync();
        await writer.Page.Keyboard.TypeAsync("Isen bär.");
        await Writer.SavedAsync(writer.Page);
        await writer.Text.EvaluateAsync(Paste, Convert.ToBase64String(PictureFiles.Make("png", 60, 40)));
        await Expect(writer.Text.Locator(".upload")).ToHaveCountAsync(1);
        await writer.Page.Locator("button[value=publish]").ClickAsync();
        await Expect(writer.Saving).ToContainTextAsync("inte kommit fram än");
        Assert.Equal(PostState.Draft, (await site.PostAtAsync(writer.Path)).State);
        held.SetResult();
        await Expect(writer.Text.Locator("figure.picture img")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        Assert.Empty(writer.Reader.Wrongs);
    }

    [Fact]
    public async Task One_that_a_proxy_does_not_let_through_says_that_it_is_too_large()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.Page.RouteAsync("**/pictures?name=*", route => route.FulfillAsync(new() { Status = 413, ContentType = "text/html", Body = "<h1>413 Request Entity Too Large</h1>" }));
        await writer.Text.EvaluateAsync(Paste, Convert.ToBase64String(PictureFiles.Make("png", 60, 40)));
        await Expect(writer.Text.Locator(".upload .why")).ToContainTextAsync("större än servern tar emot");
    }
}
