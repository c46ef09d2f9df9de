using Microsoft.EntityFrameworkCore;

namespace Spalt.Tests.Accounts;

public class DistrustingAProvider
{
    private static readonly Dictionary<string, Action<FakeProvider>> Lies = new(StringComparer.Ordinal)
    {
        ["another nonce"] = p => p.Lie = c => c["nonce"] = "annan",
        ["no nonce"] = p => p.Lie = c => c.Remove("nonce"),
        ["another issuer"] = p => p.Lie = c => c["iss"] = "https://annan.example",
        ["an issuer with a slash"] = p => p.Lie = c => c["iss"] = c["iss"] + "/",
        ["another audience"] = p => p.Lie = c => c["aud"] = "annan",
        ["an audience that is no text"] = p => p.Lie = c => c["aud"] = 7,
        ["two audiences and nobody named"] = p => p.Lie = c => c["aud"] = new[] { "spalt", "annan" },
        ["another party"] = p => p.Lie = c => c["azp"] = "annan",
        ["expired"] = p => p.Lie = c => c["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 600,
        ["no end"] = p => p.Lie = c => c.Remove("exp"),
        ["made long ago"] = p => p.Lie = c => c["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 86400,
        ["made tomorrow"] = p => p.Lie = c => c["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 86400,
        ["no subject"] = p => p.Lie = c => c.Remove("sub"),
        ["unsigned"] = p => p.Algorithm = "none",
        ["signed with the public key as secret"] = p => p.Algorithm = "HS256",
        ["signed by another"] = p => p.SignsWithAnother = true,
        ["a key that nobody has"] = p => p.Lie = _ => p.KeyId = "okänd",
        ["no id token"] = p => p.TokenBody = "{\"access_token\":\"tok\",\"token_type\":\"Bearer\"}",
        ["an id token of nothing"] = p => p.TokenBody = "{\"access_token\":\"tok\",\"id_token\":\"a.b.c\"}",
        ["userinfo of somebody else"] = p => p.UserInfoSubject = "vera",
        ["an answer of another issuer"] = p => p.Answer = query => query + "&iss=https%3A%2F%2Fannan.example",
    };

    public static TheoryData<string> NamesOfLies => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(NamesOfLies))]
    public async Task What_cannot_be_relied_on_lets_nobody_in(string lie)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        Lies[lie](provider);
        await browser.OpenAsync("/-/login/provider");
        await RefusedAsync(site, browser, "gick inte att lita på");
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task Without_a_lie_they_come_in(string algorithm)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        provider.Algorithm = algorithm;
        await browser.OpenAsync("/-/login/provider");
        Assert.Equal("/-/login/provided", browser.At.AbsolutePath);
        Assert.Contains("nils@exempel.se", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData(1)]
    [InlineData(false)]
    public async Task An_address_is_confirmed_when_the_provider_says_true_and_nothing_like_it(object verified)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        provider.EmailVerified = verified;
        await browser.OpenAsync("/-/login/provider");
        Assert.Contains("har inte bekräftat din e-postadress", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, null, "tog inte emot")]
    [InlineData(401, null, "tog inte emot")]
    [InlineData(500, null, "svarar inte som det ska")]
    [InlineData(302, null, "svarar inte som det ska")]
    [InlineData(200, "<html>", "svarar inte som det ska")]
    [InlineData(200, "[]", "svarar inte som det ska")]
    public async Task A_token_endpoint_that_gives_no_token_is_told_of(int status, string? body, string said)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        (provider.TokenStatus, provider.TokenBody) = (status, body);
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Fwrite");
        await RefusedAsync(site, browser, said);
    }

    [Theory]
    [InlineData("error=access_denied", "avbröts")]
    [InlineData("error=server_error", "svarar inte som det ska")]
    [InlineData("error=invalid_scope", "tog inte emot")]
    public async Task Its_refusals_are_told(string error, string said)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        provider.Answer = query => error + "&" + query["code=abc&".Length..];
        await browser.OpenAsync("/-/login/provider");
        await RefusedAsync(site, browser, said);
        Assert.Equal(0, provider.Redeemed);
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_not_taken()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        provider.Answer = query => query + "x";
        await browser.OpenAsync("/-/login/provider");
        await RefusedAsync(site, browser, "hörde inte ihop med den här webbläsaren");
        Assert.Equal(0, provider.Redeemed);

        // Somebody else's answer, and one's own a second time.
        provider.Answer = query => query;
        await browser.OpenAsync("/-/login/provider");
        var callback = browser.Trail.Single(hop => hop.AbsolutePath == "/-/login/callback").PathAndQuery;
        using var victim = new Browser(site.Address);
        await victim.OpenAsync(callback);
        await RefusedAsync(site, victim, "hörde inte ihop med den här webbläsaren");
        await browser.OpenAsync(callback);
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        Assert.Equal(1, provider.Redeemed);
        await victim.OpenAsync("/-/login/provided");
        Assert.Equal("/-/login", victim.At.AbsolutePath);
    }

    [Fact]
    public async Task A_provider_that_is_away_or_calls_itself_something_else_leaves_the_other_ways_open()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        provider.CallsItself = "https://annan.example";
        await browser.OpenAsync("/-/login/provider");
        await RefusedAsync(site, browser, "gick inte att lita på");
        await provider.DisposeAsync();
        await browser.OpenAsync("/-/login/provider?next=%2F-%2Fwrite");
        Assert.Contains("svarar inte som det ska", browser.Page, StringComparison.Ordinal);
        Assert.Contains("next=%2F-%2Fwrite", browser.Page, StringComparison.Ordinal);
        await site.LoginAsync("Vera Lund");
        await browser.SendAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal("/-/account", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task A_new_key_of_the_provider_is_learnt_but_not_asked_for_at_every_token()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider");
        Assert.Equal("/-/login/provided", browser.At.AbsolutePath);
        provider.Rotate("two");
        await browser.OpenAsync("/-/login/provider");
        Assert.Contains("gick inte att lita på", browser.Page, StringComparison.Ordinal);
        site.Clock.Now += TimeSpan.FromSeconds(61);
        await browser.OpenAsync("/-/login/provider");
        Assert.Equal("/-/login/provided", browser.At.AbsolutePath);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_such_door()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var browser = new Browser(site.Address);
        await browser.OpenAsync("/-/login/provider");
        Assert.Equal(404, browser.Status);
        await browser.OpenAsync("/-/login?failed=Away");
        Assert.DoesNotContain("svarar inte", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/-/login/provided");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
    }

    [Theory]
    [InlineData("Address", "http://id.example", "Address")]
    [InlineData("Address", "ingen adress", "Address")]
    [InlineData("ClientSecret", "", "ClientSecret")]
    [InlineData("Name", "", "Name")]
    public async Task Settings_that_will_not_do_stop_the_start(string setting, string value, string said)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Address"] = "https://id.example", ["ClientId"] = "spalt", ["ClientSecret"] = "mycket hemligt", ["Name"] = "Id" };
        settings[setting] = value;
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
        {
            await using var site = await Site.StartAsync([.. settings.Select(s => ("Spalt:SignIn:" + s.Key, s.Value))]);
        });
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mycket hemligt", error.Message, StringComparison.Ordinal);
    }

    private static async Task<Site> SiteAsync(FakeProvider provider)
    {
        var site = await Site.StartAsync(
            ("Spalt:SignIn:Address", provider.Issuer), ("Spalt:SignIn:ClientId", "spalt"), ("Spalt:SignIn:ClientSecret", "hemligt"),
            ("Spalt:SignIn:Name", "Älvpostens konto"), ("Spalt:SignIn:LetAnybodyIn", "true"), ("Spalt:Outbound:AllowPrivate", "true"));
        site.Clock.Now = TimeProvider.System.GetUtcNow();
        await site.NetworkAsync();
        return site;
    }

    private static async Task RefusedAsync(Site site, Browser browser, string said)
    {
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        Assert.Contains(said, browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync("/-/login/provided");
        Assert.Equal("/-/login", browser.At.AbsolutePath);
        Assert.Equal(0, await site.WithDbAsync(db => db.Logins.CountAsync(TestContext.Current.CancellationToken)));
    }
}
