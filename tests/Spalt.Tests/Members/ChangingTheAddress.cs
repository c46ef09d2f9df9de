using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Accounts;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Members;

public partial class ChangingTheAddress
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_changes_when_the_letter_to_the_new_one_is_answered()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var vera = await site.SignInAsync("Vera Lund");
        var (confirm, _) = await AskAsync(vera, letters);
        Assert.Equal("vera-lund@exempel.se", await EmailAsync(site));

        // Programs that look at letters open links: that changes nothing.
        using (var page = await site.Http.AskAsync(confirm))
        {
            Assert.Contains("ny@exempel.se", await page.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("vera-lund@exempel.se", await EmailAsync(site));
        using var done = await site.Http.PostFormAsync(confirm);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("ny@exempel.se", await EmailAsync(site));
        using var again = await site.Http.PostFormAsync(confirm);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var old = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        using var now = await site.Http.PostFormAsync("/-/login", ("email", "ny@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.SeeOther, now.StatusCode);
        using var account = await vera.AskAsync("/-/account");
        var log = WebUtility.HtmlDecode(await account.TextAsync());
        Assert.Contains("Ett byte av e-postadress begärdes", log, StringComparison.Ordinal);
        Assert.Contains("E-postadressen byttes", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "ingen adress", "email-error")]
    [InlineData("email", "", "email-error")]
    [InlineData("email", "VERA-LUND@exempel.se", "email-error")]
    [InlineData("current", "fel lösenord", "current-error")]
    [InlineData("current", "", "current-error")]
    public async Task What_will_not_do_is_told_beside_its_field_and_no_letter_goes_out(string field, string value, string beside)
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var vera = await site.SignInAsync("Vera Lund");
        using var answer = await vera.PostFormAsync(
            "/-/account/email", ("do", "change"), ("email", field == "email" ? value : "ny@exempel.se"), ("current", field == "current" ? value : SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(beside, await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.EmailChanges.CountAsync(Cancel)));
        Assert.True(letters.IsEmpty);
    }

    [Fact]
    public async Task The_old_address_stops_it()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var vera = await site.SignInAsync("Vera Lund");
        var (confirm, stop) = await AskAsync(vera, letters);
        using var stopped = await site.Http.PostFormAsync(stop);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        using var late = await site.Http.PostFormAsync(confirm);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        using var again = await site.Http.PostFormAsync(stop);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("vera-lund@exempel.se", await EmailAsync(site));
    }

    [Fact]
    public async Task The_old_address_takes_itself_back_and_puts_the_thief_out_even_after_a_second_change()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var thief = await site.SignInAsync("Vera Lund");
        var (confirm, stop) = await AskAsync(thief, letters);
        using var changed = await site.Http.PostFormAsync(confirm);
        var (second, _) = await AskAsync(thief, letters, "tjuv@exempel.se");
        using var changedAgain = await site.Http.PostFormAsync(second);
        Assert.Equal("tjuv@exempel.se", await EmailAsync(site));
        await site.PassAsync(TimeSpan.FromDays(6));
        using var undone = await site.Http.PostFormAsync(stop);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal("vera-lund@exempel.se", await EmailAsync(site));
        using var page = await thief.AskAsync("/-/account");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        using var password = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, password.StatusCode);
        Assert.True(await site.WithDbAsync(db => db.SecurityEvents.AnyAsync(e => e.Kind == SecurityEventKind.EmailRestored, Cancel)));
    }

    [Fact]
    public async Task Nobodys_letter_box_is_filled()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var vera = await site.SignInAsync("Vera Lund");
        for (var n = 1; n <= 3; n++)
        {
            await AskAsync(vera, letters, $"ny{n}@exempel.se");
        }

        using var fourth = await vera.PostFormAsync("/-/account/email", ("do", "change"), ("email", "ny4@exempel.se"), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, fourth.StatusCode);
        Assert.Contains("Tre brev", await fourth.TextAsync(), StringComparison.Ordinal);
        await site.PassAsync(TimeSpan.FromMinutes(61));
        await AskAsync(vera, letters, "ny5@exempel.se");
    }

    [Fact]
    public async Task Both_links_die()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        using var vera = await site.SignInAsync("Vera Lund");
        var (confirm, stop) = await AskAsync(vera, letters);
        await site.PassAsync(TimeSpan.FromHours(25));
        using var late = await site.Http.PostFormAsync(confirm);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await site.PassAsync(TimeSpan.FromDays(7));
        using var tooLate = await site.Http.AskAsync(stop);
        Assert.Equal(HttpStatusCode.NotFound, tooLate.StatusCode);
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_not_told_to_whoever_asks_but_to_them()
    {
        var letters = new Letters();
        await using var site = await StartAsync(letters);
        await site.LoginAsync("Tore Berg");
        using var vera = await site.SignInAsync("Vera Lund");
        using var answer = await vera.PostFormAsync("/-/account/email", ("do", "change"), ("email", "tore-berg@exempel.se"), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var both = new[] { await letters.NextAsync(), await letters.NextAsync() };
        var letter = both.Single(l => l.To == "tore-berg@exempel.se");
        Assert.Contains("du har redan ett", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/-/account/email/confirm")]
    [InlineData("/-/account/email/confirm?token=abc")]
    [InlineData("/-/account/email/stop")]
    [InlineData("/-/account/email/stop?token=abc")]
    public async Task Without_the_secret_there_is_nothing(string path)
    {
        await using var site = await StartAsync(new Letters());
        using var got = await site.Http.AskAsync(path);
        using var sent = await site.Http.PostFormAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (got.StatusCode, sent.StatusCode));
    }

    [Fact]
    public async Task Whoever_sets_the_portal_up_is_asked_to_confirm_their_address_until_they_do()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        await site.NetworkAsync();
        var link = await site.WithDbAsync(async db =>
        {
            var invitation = Invitation.ToSetUp(site.Clock.Now);
            var token = invitation.MakeToken();
            db.Add(invitation);
            await db.SaveChangesAsync(Cancel);
            return "/-/setup?token=" + token;
        });
        using var done = await site.Http.PostFormAsync(link, ("network", "Älvposten"), ("name", "Rut Ek"), ("email", "rut.ek@exempel.se"), ("password", SignedIn.Password));
        site.Http.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(done));
        var dead = Confirm().Match((await letters.NextAsync()).Text).Value;
        Assert.Contains("är inte bekräftad än", await PageAsync(site.Http), StringComparison.Ordinal);
        using var more = await site.Http.PostFormAsync("/-/account/email", ("do", "confirm"));
        var confirm = Confirm().Match((await letters.NextAsync()).Text).Value;
        using var late = await site.Http.PostFormAsync(dead);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        using var confirmed = await site.Http.PostFormAsync(confirm);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        var page = await PageAsync(site.Http);
        Assert.DoesNotContain("är inte bekräftad än", page, StringComparison.Ordinal);
        Assert.Contains("E-postadressen bekräftades", page, StringComparison.Ordinal);
    }

    private static async Task<Site> StartAsync(Letters letters)
    {
        var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        return site;
    }

    /// <summary>Paths of the links in the two letters.</summary>
    private static async Task<(string Confirm, string Stop)> AskAsync(HttpClient client, Letters letters, string email = "ny@exempel.se")
    {
        using var answer = await client.PostFormAsync("/-/account/email", ("do", "change"), ("email", email), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var both = new[] { await letters.NextAsync(), await letters.NextAsync() };
        var (toNew, toOld) = (both.Single(l => l.To == email), both.Single(l => l.To != email));
        Assert.Contains(email, toOld.Text, StringComparison.Ordinal);
        return (Confirm().Match(toNew.Text).Value, Stop().Match(toOld.Text).Value);
    }

    private static Task<string?> EmailAsync(Site site) => site.WithDbAsync(db => db.Logins.Select(l => l.Email).SingleAsync(Cancel));

    private static async Task<string> PageAsync(HttpClient client)
    {
        using var page = await client.AskAsync("/-/account");
        return WebUtility.HtmlDecode(await page.TextAsync());
    }

    [GeneratedRegex(@"/-/account/email/confirm\?token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Confirm();

    [GeneratedRegex(@"/-/account/email/stop\?token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Stop();
}
