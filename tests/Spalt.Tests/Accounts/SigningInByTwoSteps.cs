using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Spalt.Tests.Accounts;

public partial class SigningInByTwoSteps
{
    [Fact]
    public async Task A_password_alone_is_not_enough_and_a_code_of_the_app_is()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        var (key, _) = await SwitchOnAsync(vera);

        using var first = site.Client();
        using (var password = await first.PostFormAsync("/-/login?next=/-/account", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password)))
        {
            Assert.StartsWith("/-/login/code", password.Headers.Location!.OriginalString, StringComparison.Ordinal);
            first.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(password));
        }

        using (var account = await first.AskAsync("/-/account"))
        {
            Assert.Equal(HttpStatusCode.SeeOther, account.StatusCode);
        }

        using (var wrong = await first.PostFormAsync("/-/login/code", ("code", "000000")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var right = await first.PostFormAsync("/-/login/code?next=/-/account", ("code", Totp(key)));
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Contains("spalt=", SignedIn.CookieOf(right), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        var (_, codes) = await SwitchOnAsync(vera);
        Assert.Equal(10, codes.Length);
        HttpStatusCode[] expected = [HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity];
        foreach (var status in expected)
        {
            using var client = site.Client();
            using var password = await client.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
            client.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(password));
            using var answer = await client.PostFormAsync("/-/login/code", ("code", codes[0]));
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task It_is_not_switched_on_by_a_wrong_code_nor_off_without_one()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        using (await vera.AskAsync("/-/account/two-step"))
        {
            using var wrong = await vera.PostFormAsync("/-/account/two-step", ("code", "123456"), ("do", "on"), ("current", SignedIn.Password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        var (key, _) = await SwitchOnAsync(vera);
        using var without = await vera.PostFormAsync("/-/account/two-step", ("code", ""), ("do", "off"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        using var with = await vera.PostFormAsync("/-/account/two-step", ("code", Totp(key)), ("do", "off"));
        Assert.Equal(HttpStatusCode.SeeOther, with.StatusCode);
        using var signedIn = await site.SignInAsync("Vera Lund");
    }

    [Fact]
    public async Task Whoever_finds_the_browser_open_cannot_switch_it_on_without_the_password()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        using var page = await vera.AskAsync("/-/account/two-step");
        var key = Key().Match(await page.TextAsync()).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);
        using var thief = await vera.PostFormAsync("/-/account/two-step", ("code", Totp(key)), ("do", "on"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.StatusCode);
        using var still = await site.SignInAsync("Vera Lund");
    }

    private static async Task<(string Key, string[] Codes)> SwitchOnAsync(HttpClient person)
    {
        using var page = await person.AskAsync("/-/account/two-step");
        var key = Key().Match(await page.TextAsync()).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);
        using var on = await person.PostFormAsync("/-/account/two-step", ("code", Totp(key)), ("do", "on"), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        return (key, [.. Code().Matches(await on.TextAsync()).Select(m => m.Groups["code"].Value)]);
    }

    /// <summary>What the app shows now (RFC 6238, the framework's clock is the real one).</summary>
    internal static string Totp(string base32)
    {
        var bits = string.Concat(base32.ToUpperInvariant().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238's default, which all apps speak.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at, 4)) & 0x7fffffff) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"<code>(?<key>[a-z2-7 ]{20,})</code>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"<li><code>(?<code>[^<]+)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
