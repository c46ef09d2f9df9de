using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;
using Spalt.Members;

namespace Spalt.Tests.Accounts;

public class SigningIn
{
    [Fact]
    public async Task The_right_password_opens_the_account_and_leads_to_where_one_was_going()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var answer = await site.Http.PostFormAsync("/-/login?next=%2F-%2Faccount%3Fa%3Db", ("email", "VERA-LUND@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/-/account?a=b", answer.Headers.Location?.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("path=/-/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        site.Http.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(answer));
        using var account = await site.Http.AskAsync("/-/account");
        Assert.Contains("Vera Lund", await account.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("no-store", account.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string next)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var answer = await site.Http.PostFormAsync("/-/login?next=" + Uri.EscapeDataString(next), ("email", SignedIn.EmailOf("Vera Lund")), ("password", SignedIn.Password));
        Assert.Equal("/-/start", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_and_an_address_that_nobody_has_are_told_the_same()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var wrong = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", "något annat"));
        using var unknown = await site.Http.PostFormAsync("/-/login", ("email", "ingen-alls@exempel.se"), ("password", "något annat"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(
            (await wrong.TextAsync()).Replace("vera-lund", "X", StringComparison.Ordinal),
            (await unknown.TextAsync()).Replace("ingen-alls", "X", StringComparison.Ordinal));
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task After_eight_wrong_passwords_the_right_one_does_not_help_for_a_while_and_nobody_is_told_why()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        for (var i = 0; i < 8; i++)
        {
            using var wrong = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", "något annat"));
        }

        using var right = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.False(right.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, await site.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.LockedOut, TestContext.Current.CancellationToken)) - 1);
    }

    [Fact]
    public async Task An_account_that_is_locked_and_one_that_is_not_there_cost_one_look_at_a_password_each()
    {
        var hasher = new CountingHasher();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Login>>(hasher)));
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        for (var tries = 1; tries <= 10; tries++)
        {
            using var vera = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", "fel fel fel fel"));
            Assert.Equal(tries, hasher.Looks);
        }

        using var nobody = await site.Http.PostFormAsync("/-/login", ("email", "ingen-alls@exempel.se"), ("password", "fel fel fel fel"));
        Assert.Equal(11, hasher.Looks);
    }

    [Fact]
    public async Task Who_tries_without_end_is_slowed_down()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();

        // At once: however slow the machine is, they come sooner than one is forgiven.
        var statuses = await Task.WhenAll(Enumerable.Range(0, 60).Select(TryAsync));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.InRange(statuses.Count(s => s == HttpStatusCode.UnprocessableEntity), 20, 50);

        async Task<HttpStatusCode> TryAsync(int number)
        {
            using var answer = await site.Http.PostFormAsync("/-/login", ("email", $"nr{number}@exempel.se"), ("password", ""));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_closed_account_is_out_with_the_next_click_and_cannot_come_back()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        await site.WithDbAsync(async db =>
        {
            (await db.Logins.SingleAsync(TestContext.Current.CancellationToken)).Disable(site.Clock.Now);
            await db.SaveChangesAsync();
        });
        using var page = await vera.AskAsync("/-/account");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        using var again = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_a_thief_who_copied_the_cookie()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        using (var page = await vera.AskAsync("/-/account"))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        using var signedOut = await vera.PostFormAsync("/-/logout");
        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        using var after = await vera.AskAsync("/-/account");
        Assert.Equal("/-/login?next=%2F-%2Faccount", after.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Somebody_signs_out_everywhere_but_here_and_ends_no_session_of_others()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        await site.LoginAsync("Tore Berg");
        using var here = await site.SignInAsync("Vera Lund");
        using var there = await site.SignInAsync("Vera Lund");
        using var tore = await site.SignInAsync("Tore Berg");
        var toresSession = await site.WithDbAsync(db => db.Sessions.OrderByDescending(s => s.Id).Select(s => s.Id).FirstAsync(TestContext.Current.CancellationToken));
        using var stranger = await here.PostFormAsync("/-/account", ("end", toresSession.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        using var others = await here.PostFormAsync("/-/account", ("end", "others"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.OK], await Task.WhenAll(Array.ConvertAll<HttpClient, Task<HttpStatusCode>>([here, there, tore], async c =>
        {
            using var page = await c.AskAsync("/-/account");
            return page.StatusCode;
        })));
    }

    [Fact]
    public async Task Who_signs_in_where_somebody_else_is_gets_a_session_of_their_own_and_ends_the_one_before()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Tore Berg");
        var vera = await site.LoginAsync("Vera Lund");
        using var tore = await site.SignInAsync("Tore Berg");
        using var answer = await tore.PostFormAsync("/-/login", ("email", SignedIn.EmailOf("Vera Lund")), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(vera.Id, await site.WithDbAsync(db => db.Sessions.Select(s => s.LoginId).SingleAsync(TestContext.Current.CancellationToken)));

        // Whoever planted the cookie that the browser brought has nothing of hers.
        using var planted = await tore.AskAsync("/-/account");
        Assert.Equal("/-/login?next=%2F-%2Faccount", planted.Headers.Location?.OriginalString);
        using var hers = site.Client();
        hers.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(answer));
        using var account = await hers.AskAsync("/-/account");
        Assert.Contains("Vera Lund", await account.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_again_has_signed_in_just_now()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        site.Clock.Now += TimeSpan.FromHours(1);
        using var again = await vera.PostFormAsync("/-/login", ("email", SignedIn.EmailOf("Vera Lund")), ("password", SignedIn.Password));
        Assert.Equal(site.Clock.Now, await site.WithDbAsync(db => db.Sessions.Select(s => s.StartedAt).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("/-/login/passkey")]
    [InlineData("/-/account/passkeys")]
    public async Task A_passkey_for_which_no_challenge_was_asked_is_refused(string path)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        using var sent = new StringContent("""{"credential":{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await vera.PostAsync(new Uri(path, UriKind.Relative), sent, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_passkey_is_not_for_whoever_finds_a_browser_open()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/-/account/passkeys/options"));
        site.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskAsync("/-/account/passkeys/options"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AskAsync("/-/account/passkeys/options", "fel lösenord"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/-/account/passkeys/options", SignedIn.Password));

        async Task<HttpStatusCode> AskAsync(string path, string? password = null)
        {
            using var nothing = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { password }), System.Text.Encoding.UTF8, "application/json");
            using var answer = await vera.PostAsync(new Uri(path, UriKind.Relative), nothing, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Without_a_password_one_is_set_by_whoever_has_just_signed_in_and_nobody_else()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        await site.WithDbAsync(async db =>
        {
            (await db.Logins.SingleAsync(TestContext.Current.CancellationToken)).PasswordHash = null;
            await db.SaveChangesAsync();
        });
        site.Clock.Now += TimeSpan.FromMinutes(11);
        using var late = await vera.PostFormAsync("/-/account/password", ("password", "åtta pelikaner i hamnen"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        site.Clock.Now -= TimeSpan.FromMinutes(10);
        using var now = await vera.PostFormAsync("/-/account/password", ("password", "åtta pelikaner i hamnen"));
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        site.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Readers_get_no_cookie_and_signed_in_people_get_the_page_that_all_get()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        using var vera = await site.SignedInAsync("Vera Lund", NetworkRole.Publisher, network);
        using var front = await vera.AskAsync("/");
        using var same = await site.Http.AskAsync("/");
        Assert.False(front.Headers.Contains("Set-Cookie"));
        Assert.Equal(await same.TextAsync(), await front.TextAsync());
    }

    private sealed class CountingHasher : PasswordHasher<Login>
    {
        public int Looks { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Login user, string hashedPassword, string providedPassword)
        {
            Looks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
