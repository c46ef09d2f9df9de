using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;

namespace Spalt.Tests.Accounts;

/// <summary>An invitation is answered through the newspaper's provider, by a real one.</summary>
public class AcceptingByProvider
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nils@exempel.se", false)]
    [InlineData("annan@exempel.se", true)]
    [InlineData(null, false)]
    public async Task Who_holds_an_invitation_comes_in_without_a_password_and_with_the_address_that_the_provider_confirmed(string? invited, bool isOther)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        var link = await InviteAsync(site, invited);
        await provider.BecomeAsync("nils");
        using var browser = new Browser(site.Address);
        await browser.OpenAsync(link);
        Assert.Contains("Tacka ja med Älvpostens konto", browser.Page, StringComparison.Ordinal);
        await browser.OpenAsync(ProviderOf(link));
        Assert.Equal("/-/login/provided", browser.At.AbsolutePath);
        Assert.Contains("nils@exempel.se", browser.Page, StringComparison.Ordinal);
        Assert.Equal(isOther, browser.Page.Contains("Inbjudan skickades till annan@exempel.se", StringComparison.Ordinal));
        await browser.SendAsync(browser.At.PathAndQuery, ("do", "new"), ("name", ""));
        Assert.Equal(422, browser.Status);
        Assert.Equal(0, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
        await browser.SendAsync(browser.At.PathAndQuery, ("do", "new"), ("name", "Nils Ny"));
        Assert.Equal("/-/write", browser.At.AbsolutePath);
        await site.WithDbAsync(async db =>
        {
            var login = await db.Logins.SingleAsync(Cancel);
            Assert.Equal(("nils@exempel.se", true, null), (login.Email, login.EmailConfirmed, login.PasswordHash));
            Assert.Equal(BlogRole.Author, (await db.BlogMembers.SingleAsync(Cancel)).Role);
            Assert.Equal("Nils Ny", (await db.AuditEntries.SingleAsync(e => e.Verb == AuditVerb.Accepted, Cancel)).Actor);
        });

        // Once, and from then on by the provider alone.
        await browser.OpenAsync(link);
        Assert.Equal(404, browser.Status);
        using var again = new Browser(site.Address);
        await again.OpenAsync("/-/login/provider?next=%2F-%2Fwrite");
        Assert.Equal("/-/write", again.At.AbsolutePath);
    }

    [Theory]
    [InlineData("vanja")]
    [InlineData("stum")]
    public async Task An_address_that_the_provider_has_not_confirmed_takes_no_invitation_and_nobodys_account(string who)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        await site.LoginAsync("Vera Lund");
        var link = await InviteAsync(site, "vera-lund@exempel.se");
        await provider.BecomeAsync(who);
        using var browser = new Browser(site.Address);
        await browser.OpenAsync(ProviderOf(link));
        Assert.Contains("har inte bekräftat din e-postadress", browser.Page, StringComparison.Ordinal);
        foreach (var doing in new[] { "join", "new" })
        {
            await browser.SendAsync("/-/login/provided?next=" + Uri.EscapeDataString(link), ("do", doing), ("name", "Vera Lund"));
            Assert.Equal(422, browser.Status);
        }

        Assert.Equal((1, 0), await site.WithDbAsync(async db => (await db.Logins.CountAsync(Cancel), await db.Set<IdentityUserLogin<long>>().CountAsync(Cancel))));
        await browser.OpenAsync(link);
        Assert.Equal(200, browser.Status);
    }

    [Fact]
    public async Task Who_has_an_account_with_that_address_signs_in_as_always_first()
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        await site.LoginAsync("Vera Lund");
        var link = await InviteAsync(site, "vera-lund@exempel.se");
        await provider.BecomeAsync("vera");
        using var browser = new Browser(site.Address);
        await browser.OpenAsync(ProviderOf(link));
        Assert.Contains("Det finns redan ett konto här med adressen", browser.Page, StringComparison.Ordinal);
        var here = browser.At.PathAndQuery;
        await browser.SendAsync(here, ("do", "new"), ("name", "Vera Lund"));
        Assert.Equal(422, browser.Status);
        await browser.SendAsync("/-/login?next=" + Uri.EscapeDataString(here), ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        await browser.SendAsync(here, ("do", "join"));
        Assert.Equal("/-/invitation", browser.At.AbsolutePath);
        await browser.SendAsync(link, ("as", "me"));
        Assert.Equal("/-/write", browser.At.AbsolutePath);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("called back")]
    [InlineData("too old")]
    [InlineData("made up")]
    [InlineData("another network's")]
    public async Task A_link_that_is_none_any_more_lets_nobody_in(string what)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var site = await SiteAsync(provider);
        var link = await InviteAsync(site, "nils@exempel.se");
        await provider.BecomeAsync("nils");
        using var browser = new Browser(site.Address);
        await browser.OpenAsync(ProviderOf(link));
        Assert.Contains("Du tackar ja", browser.Page, StringComparison.Ordinal);
        var next = what == "made up" ? InvitationLink.At("", new string('a', 43)) : link;
        if (what == "another network's")
        {
            var there = await site.NetworkAsync("andra.example", "Andra");
            next = InvitationLink.At("", await site.WithDbAsync(async db =>
            {
                var invitation = Invitation.To(there.Id, NetworkRole.Publisher, "nils@exempel.se", byId: null, site.Clock.Now);
                var token = invitation.MakeToken();
                db.Add(invitation);
                await db.SaveChangesAsync(Cancel);
                return token;
            }));
        }

        await site.WithDbAsync(async db =>
        {
            if (what == "called back")
            {
                (await db.Invitations.SingleAsync(Cancel)).Withdraw(site.Clock.Now);
                await db.SaveChangesAsync(Cancel);
            }
        });
        if (what == "too old")
        {
            await site.WithDbAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, site.Clock.Now.AddMinutes(-1)), Cancel));
        }

        await browser.SendAsync("/-/login/provided?next=" + Uri.EscapeDataString(next), ("do", "new"), ("name", "Nils Ny"));
        Assert.NotEqual(200, browser.Status);
        Assert.Equal((0, 0), await site.WithDbAsync(async db => (await db.Logins.CountAsync(Cancel), await db.BlogMembers.CountAsync(Cancel) + await db.NetworkMembers.CountAsync(Cancel))));
    }

    private static string ProviderOf(string link) => "/-/login/provider?next=" + Uri.EscapeDataString(link);

    /// <summary>The link of an invitation, whose letter has gone out: what is sent is its text, and here the secret is made anew.</summary>
    private static async Task<string> InviteAsync(Site site, string? email)
    {
        await site.WithDbAsync(async db =>
        {
            db.Add(Invitation.To(await db.Blogs.SingleAsync(Cancel), BlogRole.Author, email, byId: null, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => email is null || await db.Invitations.AnyAsync(i => i.TokenHash != null, Cancel)));
        return InvitationLink.At("", await site.WithDbAsync(async db =>
        {
            var token = (await db.Invitations.SingleAsync(Cancel)).MakeToken();
            await db.SaveChangesAsync(Cancel);
            return token;
        }));
    }

    private static async Task<Site> SiteAsync(OidcProvider provider)
    {
        var site = await Site.StartAsync(
            ("Spalt:SignIn:Address", provider.Address.AbsoluteUri), ("Spalt:SignIn:ClientId", OidcProvider.Client), ("Spalt:SignIn:ClientSecret", OidcProvider.Secret),
            ("Spalt:SignIn:Name", "Älvpostens konto"), ("Spalt:Outbound:AllowPrivate", "true"));
        site.Clock.Now = TimeProvider.System.GetUtcNow();
        await site.BlogAsync(await site.NetworkAsync(site.Address.Authority));
        await provider.MeetAsync(site);
        return site;
    }
}
