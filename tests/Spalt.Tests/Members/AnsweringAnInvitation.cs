using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Outbound;

namespace Spalt.Tests.Members;

public partial class AnsweringAnInvitation
{
    [Fact]
    public async Task A_letter_brings_a_new_author_to_the_blog_once()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await InviteAsync(site, blog, "ny@exempel.se");
        var letter = await letters.NextAsync();
        Assert.Equal("ny@exempel.se", letter.To);
        Assert.Contains("Bänk nio", letter.Subject, StringComparison.Ordinal);
        var link = Link().Match(letter.Text).Value;
        using (var page = await site.Http.AskAsync(link))
        {
            var text = WebUtility.HtmlDecode(await page.TextAsync());
            Assert.Contains("skribent", text, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"email\"", text, StringComparison.Ordinal);
        }

        using var answer = await site.Http.PostFormAsync(link, ("name", "Nils Ny"), ("password", SignedIn.Password), ("email", "hackare@exempel.se"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await site.WithDbAsync(async db =>
        {
            Assert.Equal("ny@exempel.se", (await db.Logins.SingleAsync(Cancel)).Email);
            var member = await db.BlogMembers.SingleAsync(Cancel);
            Assert.Equal((blog.Id, BlogRole.Author), (member.BlogId, member.Role));
        });
        using var again = await site.Http.PostFormAsync(link, ("name", "Nils Två"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var opened = await site.Http.AskAsync(link);
        Assert.Contains("Länken gäller inte längre", WebUtility.HtmlDecode(await opened.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_with_an_account_takes_the_role_with_that()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        var link = await PrintedAsync(site, blog);
        using var answer = await vera.PostFormAsync(link, ("as", "me"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
        Assert.Equal(1, await site.WithDbAsync(db => db.BlogMembers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_takes_over_an_account_by_typing_its_address()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.LoginAsync("Vera Lund");
        var link = await PrintedAsync(site, blog);
        using var answer = await site.Http.PostFormAsync(link, ("name", "Vera Lund"), ("email", SignedIn.EmailOf("Vera Lund")), ("password", "en helt annan sak"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await site.WithDbAsync(db => db.BlogMembers.CountAsync(Cancel)));
        using var vera = await site.SignInAsync("Vera Lund");
    }

    [Fact]
    public async Task After_two_weeks_the_link_is_dead()
    {
        await using var site = await Site.StartAsync();
        var link = await PrintedAsync(site, await site.BlogAsync(await site.NetworkAsync()));
        site.Clock.Now += Invitation.Lasts;
        using var answer = await site.Http.AskAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_invitation_to_another_network_is_none_here()
    {
        await using var site = await Site.StartAsync();
        var here = await site.NetworkAsync();
        var there = await site.NetworkAsync("andra.example", "Andra");
        var link = await PrintedAsync(site, await site.BlogAsync(there, "annan"));
        site.Http.DefaultRequestHeaders.Host = here.Host;
        using var answer = await site.Http.AskAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        site.Http.DefaultRequestHeaders.Host = there.Host;
        using var right = await site.Http.AskAsync(link);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Nobody_comes_back_by_a_link_that_they_made_before_their_right_was_taken_away()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        using var owner = await site.SignedInAsync("Olga Ägare", BlogRole.Owner, blog);
        using var publisher = await site.SignedInAsync("Petra Utgivare", NetworkRole.Publisher, network);
        var (toBlog, toNetwork) = (await PrintedByAsync(site, i => Invitation.To(blog, BlogRole.Owner, email: null, i, site.Clock.Now), "Olga Ägare"),
            await PrintedByAsync(site, i => Invitation.To(network.Id, NetworkRole.Publisher, email: null, i, site.Clock.Now), "Petra Utgivare"));
        Assert.All(await Task.WhenAll(StatusAsync(site, toBlog), StatusAsync(site, toNetwork)), status => Assert.Equal(HttpStatusCode.OK, status));
        await site.WithDbAsync(async db =>
        {
            (await db.BlogMembers.SingleAsync(Cancel)).Become(BlogRole.Author);
            (await db.NetworkMembers.SingleAsync(Cancel)).Become(NetworkRole.Editor);
            await db.SaveChangesAsync(Cancel);
        });
        using var back = await owner.PostFormAsync(toBlog, ("as", "me"));
        using var up = await publisher.PostFormAsync(toNetwork, ("as", "me"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (back.StatusCode, up.StatusCode));
        Assert.Equal(NetworkRole.Editor, await site.WithDbAsync(db => db.NetworkMembers.Select(m => m.Role).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task The_only_publisher_who_says_yes_to_less_stays_publisher()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        using var publisher = await site.SignedInAsync("Petra Utgivare", NetworkRole.Publisher, network);
        var link = await PrintedByAsync(site, i => Invitation.To(network.Id, NetworkRole.Moderator, email: null, i, site.Clock.Now), "Petra Utgivare");
        using var answer = await publisher.PostFormAsync(link, ("as", "me"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(NetworkRole.Publisher, await site.WithDbAsync(db => db.NetworkMembers.Select(m => m.Role).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_address_with_a_name_before_it_is_none()
    {
        await using var site = await Site.StartAsync();
        await site.LoginAsync("Vera Lund");
        var link = await PrintedAsync(site, await site.BlogAsync(await site.NetworkAsync()));
        using var answer = await site.Http.PostFormAsync(link, ("name", "Vera Två"), ("email", "Vera <vera-lund@exempel.se>"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
    }

    private static async Task<HttpStatusCode> StatusAsync(Site site, string path)
    {
        using var answer = await site.Http.AskAsync(path);
        return answer.StatusCode;
    }

    private static Task<string> PrintedByAsync(Site site, Func<long, Invitation> invite, string name) => site.WithDbAsync(async db =>
    {
        var invitation = invite(await db.Accounts.Where(a => a.Name == name).Select(a => a.Id).SingleAsync(Cancel));
        var token = invitation.MakeToken();
        db.Add(invitation);
        await db.SaveChangesAsync(Cancel);
        return "/-/invitation?token=" + token;
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task InviteAsync(Site site, Blog blog, string email) => site.WithDbAsync(async db =>
    {
        db.Add(Invitation.To(blog, BlogRole.Author, email, byId: null, site.Clock.Now));
        await db.SaveChangesAsync(Cancel);
    });

    private static Task<string> PrintedAsync(Site site, Blog blog) => site.WithDbAsync(async db =>
    {
        var invitation = Invitation.To(blog, BlogRole.Author, email: null, byId: null, site.Clock.Now);
        var token = invitation.MakeToken();
        db.Add(invitation);
        await db.SaveChangesAsync(Cancel);
        return "/-/invitation?token=" + token;
    });

    [GeneratedRegex(@"/-/invitation\?token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
