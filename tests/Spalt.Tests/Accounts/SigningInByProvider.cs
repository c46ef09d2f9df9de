using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;

namespace Spalt.Tests.Accounts;

/// <summary>With a real provider on the other side.</summary>
public class SigningInByProvider
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Somebody_joins_their_account_after_the_password_and_comes_in_by_the_provider_from_then_on(string authentication)
    {
        await using var provider = await OidcProvider.StartAsync(authentication);
        await using var site = await SiteAsync(provider);
        await site.LoginAsync("Vera Lund");
        await provider.BecomeAsync("vera");
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login");
        Assert.Contains("Logga in med Älvpostens konto", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Faccount%3Fa%3Db");
        Assert.Equal("/-/login/provided", browser.At.AbsolutePath);
        Assert.Contains("Det finns redan ett konto här med adressen vera-lund@exempel.se", browser.Page, StringComparison.Ordinal);
        Assert.Contains(browser.Trail, hop => hop.Query.Contains("code_challenge_method=S256", StringComparison.Ordinal) && hop.Query.Contains("nonce=", StringComparison.Ordinal));
        await browser.OpenAsync("/-/account");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        await browser.SendAsync("/-/login/provided", ("do", "join"));
        Assert.Equal(422, browser.Status);
        Assert.Equal(0, await LinksAsync(site));

        await browser.SendAsync("/-/login?next=%2F-%2Flogin%2Fprovided", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Contains("Du är inloggad här som Vera Lund", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/-/login/provided", ("do", "join"));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
        Assert.Contains("Kopplat till tidningens inloggning", browser.Page, StringComparison.Ordinal);
        Assert.Equal(1, await LinksAsync(site));

        using var another = new Browser(site.Address);
        await another.OpenAsync("/-/login/provider?next=%2F-%2Faccount%3Fa%3Db");
        Assert.Equal("/-/account?a=b", another.At.PathAndQuery);
        Assert.Contains("Vera Lund", another.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vanja", false, "du har inget konto här")]
    [InlineData("vanja", true, "har inte bekräftat din e-postadress")]
    [InlineData("stum", true, "har inte bekräftat din e-postadress")]
    [InlineData("nils", false, "du har inget konto här")]
    public async Task An_unconfirmed_address_opens_nothing_nor_does_being_known_elsewhere(string who, bool letsAnybodyIn, string said)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider, letsAnybodyIn);
        await site.LoginAsync("Vera Lund");
        await provider.BecomeAsync(who);
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider");
        Assert.Contains(said, browser.Page, StringComparison.Ordinal);
        foreach (var doing in new[] { "join", "new" })
        {
            await browser.SendAsync("/-/login/provided", ("do", doing), ("name", "Nils Ny"));
            Assert.Equal(422, browser.Status);
        }

        await browser.OpenAsync("/-/account");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        Assert.Equal(0, await LinksAsync(site));
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Where_anybody_is_let_in_they_become_a_reader_and_come_back_as_the_same()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider, letsAnybodyIn: true);
        await provider.BecomeAsync("nils");
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider");
        Assert.Contains("value=\"Nils Ny\"", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/-/login/provided", ("do", "new"), ("name", ""));
        Assert.Equal(422, browser.Status);
        await browser.SendAsync("/-/login/provided", ("do", "new"), ("name", "Nils Ny"));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
        Assert.Contains("Nils Ny (nils@exempel.se)", browser.Page, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.BlogMembers.CountAsync(Cancel)) + await site.WithDbAsync(db => db.NetworkMembers.CountAsync(Cancel)));

        // The only way in stays.
        var key = await site.WithDbAsync(db => db.Set<Microsoft.AspNetCore.Identity.IdentityUserLogin<long>>().SingleAsync(Cancel));
        await browser.SendAsync("/-/account", ("provider", AccountPage.IdOf(new Microsoft.AspNetCore.Identity.UserLoginInfo(key.LoginProvider, key.ProviderKey, null))));
        Assert.Equal(422, browser.Status);
        Assert.Contains("ditt enda sätt att logga in", browser.Page, StringComparison.Ordinal);
        Assert.Equal(provider.Address.AbsoluteUri.TrimEnd('/'), key.LoginProvider);

        using var again = new Browser(site.Address);
        await again.OpenAsync("/-/login/provider");
        Assert.Contains("Nils Ny (nils@exempel.se)", again.Page, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Who_says_no_there_or_is_shut_out_here_is_told_so()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider, letsAnybodyIn: true);
        using var browser = new Browser(site.Address);
        await provider.BecomeAsync("nobody");
        await browser.OpenAsync("/-/login/provider");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        Assert.Contains("avbröts", browser.Page, StringComparison.Ordinal);
        await provider.BecomeAsync("nils");
        await browser.OpenAsync("/-/login/provider");
        await browser.SendAsync("/-/login/provided", ("do", "new"), ("name", "Nils Ny"));
        await site.WithDbAsync(async db =>
        {
            (await db.Logins.SingleAsync(Cancel)).Disable(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        using var again = new Browser(site.Address);
        await again.OpenAsync("/-/login/provider");
        Assert.Contains("Kontot är stängt", again.Page, StringComparison.Ordinal);
        await again.OpenAsync("/-/account");
        Assert.Equal("/-/login", again.At.AbsolutePath);
    }

    private static async Task<Site> SiteAsync(OidcProvider provider, bool letsAnybodyIn = false)
    {
        var site = await Site.StartAsync(
            ("Spalt:SignIn:Address", provider.Address.AbsoluteUri), ("Spalt:SignIn:ClientId", OidcProvider.Client), ("Spalt:SignIn:ClientSecret", OidcProvider.Secret),
            ("Spalt:SignIn:Name", "Älvpostens konto"), ("Spalt:SignIn:LetAnybodyIn", letsAnybodyIn ? "true" : "false"), ("Spalt:Outbound:AllowPrivate", "true"));
        site.Clock.Now = TimeProvider.System.GetUtcNow();
        await site.NetworkAsync();
        await provider.MeetAsync(site);
        return site;
    }

    private static Task<int> LinksAsync(Site site) => site.WithDbAsync(db => db.Set<Microsoft.AspNetCore.Identity.IdentityUserLogin<long>>().CountAsync(Cancel));
}
