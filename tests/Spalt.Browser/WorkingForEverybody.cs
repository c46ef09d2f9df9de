using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Tests.Media;
using Spalt.Tests.Pictures;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>Every page where people work is open to everybody by WCAG, by day and by night, on a telephone and at the desk, and none is wider than the narrowest telephone.</summary>
public sealed class WorkingForEverybody(Chromium chromium) : IAsyncLifetime
{
    private const string LongTitle = "Kommunfullmäktigesammanträdesprotokollsjusteringsmannaersättningsförordningstillämpningsanvisningen är här";

    private readonly Wcag _wcag = new();
    private Site _site = null!;
    private Blog _blog = null!;
    private HttpClient _owner = null!;
    private string _picture = "";
    private string _pictureUrl = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_, _blog, _owner) = await _site.DeskAsync();
        var (id, url) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("jpg", 1200, 800), "en-bild-med-ett-mycket-langt-namn-utan-mellanslag-i-sig-alls-2026.jpg");
        (_picture, _pictureUrl) = (string.Create(CultureInfo.InvariantCulture, $"/-/write/bank-nio/pictures/{id}"), url);
        await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 300, 900), "två.png");
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Where_people_sign_in_and_see_to_their_account()
    {
        await using var nobody = await ReaderAsync(signedIn: false);
        var tokens = await _site.WithDbAsync(async db =>
        {
            var (invitation, setUp) = (Invitation.To(_blog, BlogRole.Author, email: null, byId: null, _site.Clock.Now), Invitation.ToSetUp(_site.Clock.Now));
            var made = (invitation.MakeToken(), setUp.MakeToken());
            db.AddRange(invitation, setUp);
            await db.SaveChangesAsync(Cancel);
            return made;
        });
        foreach (var path in (string[])["/-/login", "/-/forgot", "/-/invitation?token=" + tokens.Item1, "/-/setup?token=" + tokens.Item2])
        {
            await nobody.OpenAsync(path);
            await _wcag.LookAsync(nobody.Page, path);
            if (path != "/-/forgot")
            {
                await nobody.Page.Locator("main form[method=post] .button:not([hidden]):not([type=button])").First.ClickAsync();
                await _wcag.LookAsync(nobody.Page, path + ", refused");
            }
        }

        await using var owner = await ReaderAsync();
        foreach (var path in (string[])["/-/account", "/-/account/password", "/-/account/two-step"])
        {
            await owner.OpenAsync(path);
            await _wcag.LookAsync(owner.Page, path);
        }

        await owner.Page.Locator("main form[method=post] .button").First.ClickAsync();
        await _wcag.LookAsync(owner.Page, "two-step, next");
        _wcag.AssertNothingFound();
    }

    [Fact]
    public async Task Where_they_see_what_there_is()
    {
        var published = await _owner.PublishAsync(LongTitle, $"<p>Ett.</p><figure><img src=\"{_pictureUrl}\" alt=\"Is\" width=\"1200\" height=\"800\"></figure>");
        using (await _owner.WriteAsync(published, "save", ("body", "<p>Två och " + LongTitle + ".</p>")))
        using (await _owner.WriteAsync(await _owner.BeginAsync(), "schedule", ("title", "Sedan"), ("body", "<p>Sedan.</p>"), ("date", "2026-03-29"), ("time", "15:30")))
        using (var contributor = await _site.SignedInAsync("Bea Bidrag", BlogRole.Contributor, _blog))
        using (await contributor.WriteAsync(await contributor.BeginAsync(), "review", ("title", "Granska"), ("body", "<p>Så.</p>")))
        using (await _owner.WriteAsync(await BinAsync(), "save"))
        {
            // All of these are there to be listed.
        }

        await using var owner = await ReaderAsync();
        foreach (var path in (string[])["/-/write", "/-/write/bank-nio", "/-/write/bank-nio?show=bin", "/-/write/bank-nio?q=ingenting", "/-/calendar", published + "/revisions", published + "/preview", "/-/write/bank-nio/pictures", "/-/write/bank-nio/pictures?q=ingenting&alt=missing", _picture, "/-/write/bank-nio/pictures/add"])
        {
            await owner.OpenAsync(path);
            await _wcag.LookAsync(owner.Page, path);
        }

        await owner.OpenAsync(_picture);
        await owner.Page.Locator("[name=focal-x]").FillAsync("900");
        await owner.Page.Locator("button[value=save]").ClickAsync();
        await _wcag.LookAsync(owner.Page, "picture, refused");
        await owner.Page.Locator("button[value=delete]").ClickAsync();
        await _wcag.LookAsync(owner.Page, "picture, in use");
        await owner.OpenAsync("/-/write/bank-nio/pictures/add");
        await owner.Page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "ritning.svg", MimeType = "image/svg+xml", Buffer = "<svg/>"u8.ToArray() });
        await owner.Page.Locator("form.upload button").ClickAsync();
        await _wcag.LookAsync(owner.Page, "add pictures, refused");
        _wcag.AssertNothingFound();
    }

    [Fact]
    public async Task Where_they_write()
    {
        var body = $"<figure><img src=\"{_pictureUrl}\" width=\"1200\" height=\"800\"><figcaption>Text <small class=\"credit\">Foto: Disa</small></figcaption></figure>"
            + $"<div class=\"gallery\"><figure><img src=\"{_pictureUrl}\" alt=\"\" width=\"1200\" height=\"800\"></figure><figure><img src=\"{_pictureUrl}\" alt=\"Is\" width=\"1200\" height=\"800\"></figure></div>" + Parts.Everything;
        var path = await _owner.BeginAsync();
        using (await _owner.WriteAsync(path, "save", ("title", LongTitle), ("lead", "Kort."), ("body", body)))
        {
            // What the editor opens.
        }

        await _site.WithDbAsync(async db =>
        {
            db.Add(new Spalt.Writing.MarginNote(Desks.IdOf(path), "slut", "Mer om det.", (await db.Posts.SingleAsync(Cancel)).AuthorId, _site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await using var owner = await ReaderAsync();
        var page = owner.Page;
        await owner.OpenAsync(path);
        await Writer.ReadyAsync(page);
        await page.Locator(".settings summary").ClickAsync();
        await page.Locator(".ProseMirror h2").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+f");
        await Expect(page.Locator(".ProseMirror .noted")).ToHaveTextAsync("slut");
        await _wcag.LookAsync(page, "editor");
        foreach (var open in (string[])["[data-tool=link]", "[data-tool=table]", "figure.picture button"])
        {
            await page.Locator(".ProseMirror h2").First.ClickAsync();
            await page.Locator(open).First.ClickAsync();
            await Expect(page.Locator("dialog")).ToBeVisibleAsync();
            await _wcag.LookAsync(page, "dialog of " + open);
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Locator(".ProseMirror h2").First.ClickAsync();
        var chooser = await Writer.ChooserAsync(page, () => page.Locator("[data-tool=picture]").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "ritning.svg", MimeType = "image/svg+xml", Buffer = "<svg/>"u8.ToArray() });
        await Expect(page.Locator(".upload .why")).ToContainTextAsync("SVG");
        await _wcag.LookAsync(page, "editor, upload refused");
        await page.Locator(".upload button").Last.ClickAsync();

        var draft = await _owner.DraftAsync(path);
        using (await _owner.PutDraftAsync(path, new { version = draft.GetProperty("version").GetInt32(), title = "Annan", lead = "", html = "<p>Annan.</p>", client = "annan" }))
        {
            await page.Locator(".ProseMirror p").First.ClickAsync();
            await page.Keyboard.TypeAsync("x");
        }

        await Expect(page.Locator(".choice > h2")).ToBeVisibleAsync();
        await page.Locator(".choice .ways-out button").Last.ClickAsync();
        await _wcag.LookAsync(page, "editor, conflict");
        await page.Locator(".choice .ways-out button").First.ClickAsync();
        await Writer.SavedAsync(page);
        var second = await owner.Context.NewPageAsync();
        await second.GotoAsync(path);
        await Expect(second.Locator(".other-tab")).ToBeVisibleAsync();
        await _wcag.LookAsync(second, "editor, other tab");
        _wcag.AssertNothingFound();
    }

    [Fact]
    public async Task Where_they_write_without_a_script()
    {
        var path = await _owner.BeginAsync();
        using (await _owner.WriteAsync(path, "save", ("title", LongTitle), ("body", Parts.Everything + $"<figure><img src=\"{_pictureUrl}\"></figure>")))
        {
            // What the page shows as Markdown.
        }

        // Axe is a script: the page's own does not come.
        await using var owner = await ReaderAsync();
        await owner.Context.RouteAsync("**/editor-*.js", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/javascript", Body = "" }));
        await owner.OpenAsync(path);
        await _wcag.LookAsync(owner.Page, "plain");
        await owner.Page.Locator(".settings summary").ClickAsync();
        await owner.Page.Locator("[name=slug]").FillAsync("Inte så!");
        await owner.Page.Locator("button[value=publish]").ClickAsync();
        await Expect(owner.Page.Locator("#pictures")).ToBeVisibleAsync();
        await _wcag.LookAsync(owner.Page, "plain, refused");
        using (await _owner.WriteAsync(path, "save", ("body", "<p>Annan.</p>")))
        {
            await owner.Page.Locator("[name=slug]").FillAsync("");
            await owner.Page.Locator("button[value=save]").ClickAsync();
        }

        await Expect(owner.Page.Locator(".differences").First).ToBeVisibleAsync();
        await _wcag.LookAsync(owner.Page, "plain, conflict");
        _wcag.AssertNothingFound();
    }

    private async Task<string> BinAsync()
    {
        var path = await _owner.BeginAsync();
        using var answer = await _owner.WriteAsync(path, "bin");
        return path;
    }

    private async Task<Reader> ReaderAsync(bool signedIn = true)
    {
        // A colour that is still on its way from day to night is neither.
        var reader = await chromium.ReaderAsync(_site, o => o.ReducedMotion = ReducedMotion.Reduce);
        if (signedIn)
        {
            await Writer.SignInAsync(reader.Context, _owner, _site.Address);
        }

        return reader;
    }
}
