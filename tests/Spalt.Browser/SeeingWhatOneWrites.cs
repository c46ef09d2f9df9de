using Spalt.Tests.Pictures;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>The caret is in sight: neither the tools nor the buttons that stay on the screen lie over the line that is written.</summary>
public sealed class SeeingWhatOneWrites(Chromium chromium)
{
    /// <summary>How far the caret is from the bar above it and from the bar below it.</summary>
    private const string Room =
        """
        () => {
          const range = getSelection().getRangeAt(0).cloneRange(), box = range.getClientRects()[0] ?? getSelection().focusNode.parentElement.getBoundingClientRect();
          const side = (name, end) => document.querySelector(name).getBoundingClientRect()[end];
          return Math.floor(Math.min(box.top - side(".editor-tools", "bottom"), side(".actions", "top") - box.bottom));
        }
        """;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task At_the_end_of_a_long_text(int width, int height)
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site, o => o.ViewportSize = new ViewportSize { Width = width, Height = height });
        await writer.OpenWithAsync(string.Concat(Enumerable.Range(0, 60).Select(p => $"<p>Stycke {p} har en del ord i sig, så att det hela blir långt.</p>")));
        var keys = writer.Page.Keyboard;
        await writer.Text.ClickAsync();
        await keys.PressAsync("Control+End");
        for (var line = 0; line < 4; line++)
        {
            await keys.PressAsync("Enter");
            await keys.TypeAsync("Ny rad");
            Assert.InRange(await writer.Page.EvaluateAsync<int>(Room), 0, height);
        }

        for (var line = 0; line < 40; line++)
        {
            await keys.PressAsync("ArrowUp");
        }

        Assert.InRange(await writer.Page.EvaluateAsync<int>(Room), 0, height);
        Assert.InRange(await writer.Page.Locator(".actions").EvaluateAsync<int>("bar => bar.offsetHeight"), 1, 110);
        Assert.Empty(writer.Reader.Wrongs);
    }

    [Fact]
    public async Task End_behind_a_footnote_stays_in_its_paragraph_and_two_Enters_leave_a_fact_box()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        const string Notes = "<section class=\"footnotes\"><ol><li id=\"fn1\"><p>Noten <a href=\"#fnref1\" class=\"footnote-back\">↩</a></p></li></ol></section>";
        await writer.OpenWithAsync("<p>Isen bär<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup></p><aside class=\"factbox\"><p>Fakta</p></aside><p>slut</p>" + Notes);
        var keys = writer.Page.Keyboard;
        var first = await writer.Page.Locator(".ProseMirror > p").First.BoundingBoxAsync();
        await writer.Page.Mouse.ClickAsync(first!.X + first.Width - 5, first.Y + (first.Height / 2));
        await keys.PressAsync("End");
        await keys.TypeAsync(".");
        await writer.Page.Locator(".ProseMirror .factbox p").ClickAsync();
        await keys.PressAsync("End");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("Ute");
        await writer.SendsAsync("<p>Isen bär<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">1</a></sup>.</p>\n<aside class=\"factbox\"><p>Fakta</p></aside>\n<p>Ute</p>\n<p>slut</p>\n" + Notes);
        await writer.Page.Locator(".ProseMirror .footnotes p").ClickAsync();
        await Expect(writer.Page.Locator("[data-tool=factBox]")).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task A_refused_post_leads_to_what_is_wrong_and_forgets_what_was_put_right()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var (_, url) = await writer.Http.UploadAsync("bank-nio", Spalt.Tests.Media.PictureFiles.Make("jpg", 300, 200), "is.jpg");
        await writer.OpenWithAsync($"<p>Isen.</p><figure><img src=\"{url}\" width=\"300\" height=\"200\"></figure>");
        await writer.Page.Locator("button[value=publish]").ClickAsync();
        await Expect(writer.Page.Locator("section.alarm")).ToBeFocusedAsync();
        await writer.ReadyAsync();
        await writer.Page.Locator("section.alarm a[href='#title']").ClickAsync();
        await Expect(writer.Page.Locator("#title")).ToBeFocusedAsync();
        await Expect(writer.Page.Locator("#pictures")).ToBeVisibleAsync();
        await writer.Page.Locator("figure.picture button").First.ClickAsync();
        await writer.Page.Locator("dialog [name=alt]").FillAsync("Is på sjön");
        await writer.Page.Keyboard.PressAsync("Tab");
        await writer.Page.Locator("dialog .button:not(.quiet)").First.ClickAsync();
        await Expect(writer.Page.Locator("#pictures")).ToBeHiddenAsync();
    }
}
