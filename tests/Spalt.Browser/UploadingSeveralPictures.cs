using Spalt.Tests.Media;

namespace Spalt.Browser;

public sealed class UploadingSeveralPictures(Chromium chromium)
{
    private static readonly int[] Widths = [50, 60, 70, 80];

    [Fact]
    public async Task Two_are_on_their_way_at_once_and_they_stand_in_the_order_in_which_they_were_chosen()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var mostAtOnce = 0;
        var onTheirWay = 0;
        var others = new TaskCompletionSource();
        await writer.Page.RouteAsync("**/pictures?name=*", async route =>
        {
            mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref onTheirWay));
            if (route.Request.Url.EndsWith("50.png", StringComparison.Ordinal))
            {
                // The first comes last.
                await others.Task;
            }

            var answer = await route.FetchAsync();
            Interlocked.Decrement(ref onTheirWay);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
            if (route.Request.Url.EndsWith("80.png", StringComparison.Ordinal))
            {
                others.SetResult();
            }
        });
        await writer.Text.EvaluateAsync(
            """
            (text, pictures) => {
                const clipboard = new DataTransfer();
                for (const [name, bytes] of pictures) clipboard.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, { type: "image/png" }));
                text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
            }
            """,
            Widths.Select(width => new[] { $"{width}.png", Convert.ToBase64String(PictureFiles.Make("png", width, 40)) }).ToArray());
        await Assertions.Expect(writer.Text.Locator("figure.picture img")).ToHaveCountAsync(4, new() { Timeout = 60_000 });
        await Assertions.Expect(writer.Text.Locator(".upload")).ToHaveCountAsync(0);
        Assert.Equal(Widths, await writer.Text.Locator("figure.picture img").EvaluateAllAsync<int[]>("all => all.map(img => Number(img.getAttribute('width')))"));
        Assert.Equal(2, mostAtOnce);
        Assert.Empty(writer.Reader.Wrongs);
    }
}
