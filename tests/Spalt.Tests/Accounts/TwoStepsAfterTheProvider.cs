using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;

namespace Spalt.Tests.Accounts;

/// <summary>Whoever asked for two steps gets two: the second is the provider's where it says, in what it signs, that it took it.</summary>
public class TwoStepsAfterTheProvider
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The userinfo endpoint of the fake always says <c>mfa</c>: nobody signed that.</summary>
    public static TheoryData<string, object?> Lies => new()
    {
        { "nothing", null },
        { "one proof", new[] { "pwd" } },
        { "a text and no list", "mfa" },
        { "a list in a list", new object[] { new[] { "mfa" } } },
        { "almost the word", new[] { "MFA", "mfa2" } },
        { "a number", new object[] { 1 } },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task The_code_is_asked_for_where_the_provider_does_not_say_that_it_took_two(string lie, object? amr)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        var key = await JoinAsync(site);
        provider.Lie = claims => claims["amr"] = amr;
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Faccount");
        Assert.True(browser.At.AbsolutePath == "/-/login/code", lie);
        await browser.OpenAsync("/-/account");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        await browser.SendAsync("/-/login/code?next=%2F-%2Faccount", ("code", "000000"));
        Assert.Equal(422, browser.Status);
        await browser.SendAsync("/-/login/code?next=%2F-%2Faccount", ("code", SigningInByTwoSteps.Totp(key)));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task No_code_is_asked_for_where_the_provider_signs_that_it_took_two()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        await JoinAsync(site);
        provider.Lie = claims => claims["amr"] = new[] { "pwd", "mfa" };
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Faccount");
        Assert.Equal("/-/account", browser.At.AbsolutePath);
        Assert.Contains("Nils Ny", browser.Page, StringComparison.Ordinal);

        provider.SignsWithAnother = true;
        using var impostor = new Browser(site.Address);
        await impostor.OpenAsync("/-/login/provider?next=%2F-%2Faccount");
        Assert.Equal("/-/login", impostor.At.AbsolutePath);
    }

    [Fact]
    public async Task A_real_provider_that_says_nothing_of_it_leaves_the_second_step_to_us()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await StartAsync(provider.Address.AbsoluteUri, OidcProvider.Client, OidcProvider.Secret);
        await provider.MeetAsync(site);
        await provider.BecomeAsync("nils");
        var key = await JoinAsync(site);
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Faccount");
        Assert.Equal("/-/login/code", browser.At.AbsolutePath);
        await browser.SendAsync("/-/login/code?next=%2F-%2Faccount", ("code", SigningInByTwoSteps.Totp(key)));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
    }

    /// <summary>Nils comes by the provider for the first time, and switches two steps on: the key of his app.</summary>
    private static async Task<string> JoinAsync(Site site)
    {
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider");
        await browser.SendAsync("/-/login/provided", ("do", "new"), ("name", "Nils Ny"));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
        await using var scope = site.Services.CreateAsyncScope();
        var logins = scope.ServiceProvider.GetRequiredService<UserManager<Login>>();
        var login = await logins.Users.SingleAsync(Cancel);
        await logins.ResetAuthenticatorKeyAsync(login);
        await logins.SetTwoFactorEnabledAsync(login, enabled: true);
        return (await logins.GetAuthenticatorKeyAsync(login))!;
    }

    private static Task<Site> SiteAsync(FakeProvider provider) => StartAsync(provider.Issuer, "spalt", "hemligt");

    private static async Task<Site> StartAsync(string address, string client, string secret)
    {
        var site = await Site.StartAsync(
            ("Spalt:SignIn:Address", address), ("Spalt:SignIn:ClientId", client), ("Spalt:SignIn:ClientSecret", secret),
            ("Spalt:SignIn:Name", "Älvpostens konto"), ("Spalt:SignIn:LetAnybodyIn", "true"), ("Spalt:Outbound:AllowPrivate", "true"));
        site.Clock.Now = TimeProvider.System.GetUtcNow();
        await site.NetworkAsync();
        return site;
    }
}
