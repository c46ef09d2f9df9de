using System.Globalization;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Tests.Media;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>The whole way of somebody who is invited: account, passkey, a post with a picture, published at its time; by keyboard alone, and by finger on a telephone.</summary>
public sealed class FromInvitationToPublished(Chromium chromium)
{
    [Fact]
    public Task By_keyboard_alone() => GoAsync(page => new Keys(page), _ => { });

    [Fact]
    public Task By_finger_on_a_telephone() => GoAsync(page => new Finger(page), o =>
    {
        (o.ViewportSize, o.HasTouch, o.IsMobile, o.DeviceScaleFactor) = (new ViewportSize { Width = 390, Height = 844 }, true, true, 2);
    });

    private async Task GoAsync(Func<IPage, Hand> handOf, Action<BrowserNewContextOptions> with)
    {
        await using var site = await Site.StartAsync();

        // A passkey belongs to a name, not to a number.
        var host = string.Create(CultureInfo.InvariantCulture, $"localhost:{site.Address.Port}");
        var invitation = await InviteAsync(site, await site.BlogAsync(await site.NetworkAsync(host)));
        await using var person = await chromium.ReaderAsync(site, o =>
        {
            o.BaseURL = $"http://{host}/";
            with(o);
        });
        var page = person.Page;
        var hand = handOf(page);
        await using var authenticator = await Authenticator.AddAsync(page);

        await page.GotoAsync(invitation);
        await hand.TypeAsync(page.GetByLabel("Ditt namn"), "Nils Ny");
        await hand.TypeAsync(page.GetByLabel("E-postadress"), "nils@exempel.se");
        await hand.TypeAsync(page.GetByLabel("Nytt lösenord"), SignedIn.Password);
        await hand.PressAsync(page.Locator("main form .button"));
        await Expect(page).ToHaveURLAsync($"http://{host}/-/write");
        await hand.PressAsync(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Ditt konto" }));
        await hand.PressAsync(Button(page, "Lägg till en nyckel på den här apparaten"));
        await Expect(Button(page, "Ta bort")).ToHaveCountAsync(1);
        await FitsAsync(page);
        await hand.PressAsync(Button(page, "Logga ut"));
        await Expect(page).Not.ToHaveURLAsync($"http://{host}/-/account");
        await page.GotoAsync("/-/login");
        await hand.PressAsync(Button(page, "Logga in med nyckel"));
        await Expect(page).ToHaveURLAsync($"http://{host}/-/write");
        await FitsAsync(page);
        await hand.PressAsync(page.Locator("main .lines form button").First);
        await Writer.ReadyAsync(page);
        await hand.TypeAsync(page.Locator("[name=title]"), "Isen bär");
        await hand.TypeAsync(page.Locator(".ProseMirror"), "I dag gick vi över älven.\n");
        await hand.ToolAsync("picture", async press =>
        {
            var chooser = await Writer.ChooserAsync(page, press);
            await chooser.SetFilesAsync(new FilePayload { Name = "isen.jpg", MimeType = "image/jpeg", Buffer = PictureFiles.Make("jpg", 1200, 800) });
        });
        var picture = page.Locator(".ProseMirror figure.picture");
        await Expect(picture.Locator(".wanting")).ToHaveTextAsync("Alternativtext saknas");
        await FitsAsync(page);

        // What lacks words goes nowhere, and the page says which.
        await hand.PressAsync(Button(page, "Publicera nu"));
        await Expect(page.Locator("#pictures")).ToContainTextAsync("isen.jpg saknar alternativtext");
        await Writer.ReadyAsync(page);
        await FitsAsync(page);
        await hand.PressAsync(picture.GetByRole(AriaRole.Button));
        await Expect(page.Locator("dialog textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Vit is från strand till strand");
        await hand.PressAsync(page.Locator("dialog button", new() { HasText = "Klar" }));
        await Expect(picture.Locator(".told")).ToContainTextAsync("Vit is");
        await hand.CaptionAsync(picture.Locator(".caption"), "Isen i går.");
        await Expect(picture.Locator(".caption")).ToHaveTextAsync("Isen i går.");

        await hand.DateAsync(page.Locator("#date"), new DateOnly(2026, 3, 5));
        await hand.TimeAsync(page.Locator("#time"), new TimeOnly(7, 30));
        await hand.PressAsync(Button(page, "Schemalägg"));
        await Expect(page.Locator(".said")).ToHaveTextAsync("Schemalagt.");
        Assert.Equal(404, (int)(await site.Http.AskAsync("/bank-nio/2026/03/05/isen-bar/")).StatusCode);

        site.Clock.Now = new DateTimeOffset(2026, 3, 5, 6, 30, 1, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (int)(await site.Http.AskAsync("/bank-nio/2026/03/05/isen-bar/")).StatusCode == 200, TimeSpan.FromMinutes(2));
        await page.GotoAsync("/bank-nio/2026/03/05/isen-bar/");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Vit is från strand till strand" })).ToBeVisibleAsync();
        await Expect(page.Locator("figcaption")).ToHaveTextAsync("Isen i går.");
        await Expect(page.GetByText("I dag gick vi över älven.")).ToBeVisibleAsync();
        await FitsAsync(page);
        Assert.DoesNotContain(person.Wrongs, w => !w.Contains("http://localhost:", StringComparison.Ordinal));
    }

    private static Task<string> InviteAsync(Site site, Blog blog) => site.WithDbAsync(async db =>
    {
        var invitation = Invitation.To(blog, BlogRole.Author, email: null, byId: null, site.Clock.Now);
        var token = invitation.MakeToken();
        db.Add(invitation);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return "/-/invitation?token=" + token;
    });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task FitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "wider than the screen: " + page.Url);
}
