using Deque.AxeCore.Playwright;
using Spalt.Members;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed class SigningInByPasskey(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task Somebody_signs_in_with_a_password_adds_a_passkey_and_comes_back_with_that_alone()
    {
        const string name = "Paula Nyckelström";
        var login = await demo.Site.LoginAsync(name);
        await demo.Site.WithDbAsync(async db =>
        {
            db.Add(new NetworkMember(demo.Network.Id, login.AccountId, NetworkRole.Editor, demo.Site.Clock.Now));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        // A passkey belongs to a name, not to a number.
        await using var person = await chromium.ReaderAsync(demo.Site, o => o.BaseURL = $"http://localhost:{demo.Site.Address.Port}/");
        var page = person.Page;
        await using (var _ = await Authenticator.AddAsync(page))
        {
            await page.GotoAsync("/-/login");
            await page.GetByLabel("E-postadress").FillAsync(SignedIn.EmailOf(name));
            await page.GetByLabel("Lösenord").FillAsync(SignedIn.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Logga in", Exact = true }).ClickAsync();
            await Expect(page.GetByText(name)).ToBeVisibleAsync();
            await page.GotoAsync("/-/account");
            Assert.Empty((await page.RunAxe()).Violations.Select(v => v.Id));
            await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till en nyckel" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ta bort" })).ToHaveCountAsync(1);
            await page.GetByRole(AriaRole.Button, new() { Name = "Logga ut", Exact = true }).ClickAsync();
            await page.GotoAsync("/-/account");
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/-/login", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
            Assert.Empty((await page.RunAxe()).Violations.Select(v => v.Id));
            await page.GetByRole(AriaRole.Button, new() { Name = "Logga in med nyckel" }).ClickAsync();
            await Expect(page.GetByText(name)).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ta bort" })).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Button, new() { Name = "Logga ut", Exact = true }).ClickAsync();
            await page.GotoAsync("/-/login");
            await page.GetByRole(AriaRole.Button, new() { Name = "Logga in med nyckel" }).ClickAsync();
            await Expect(page.GetByText("Den nyckeln hör inte till något konto här.")).ToBeVisibleAsync();
        }
    }
}
