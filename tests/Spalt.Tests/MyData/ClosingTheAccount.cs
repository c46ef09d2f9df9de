using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.MyData;
using Spalt.Networks;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Writing;

namespace Spalt.Tests.MyData;

public class ClosingTheAccount
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PostsLeft.Named, HttpStatusCode.OK, true)]
    [InlineData(PostsLeft.Nameless, HttpStatusCode.OK, false)]
    [InlineData(PostsLeft.Withdrawn, HttpStatusCode.Gone, false)]
    public async Task The_login_goes_and_the_posts_become_what_was_chosen(PostsLeft choice, HttpStatusCode shown, bool named)
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, blog, olga) = await site.DeskAsync();
        using var vera = await site.SignedInAsync("Vera Lund", BlogRole.Author, blog);
        await olga.PublishAsync("Olgas eget");
        await vera.PublishAsync("Isen bär");
        var draft = await vera.BeginAsync();
        const string Address = "/bank-nio/2026/03/04/isen-bar/";
        Assert.Contains("Vera Lund", await PageAsync(site.Http, Address), StringComparison.Ordinal);
        Assert.Contains("Vera Lund", await PageAsync(site.Http, "/bank-nio/"), StringComparison.Ordinal);

        using var closed = await vera.PostFormAsync("/-/account/close", ("posts", choice.ToString()), ("current", SignedIn.Password));
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.Contains("Kontot är stängt", WebUtility.HtmlDecode(await closed.TextAsync()), StringComparison.Ordinal);
        var letter = await letters.NextAsync();
        Assert.Equal("vera-lund@exempel.se", letter.To);

        using var page = await vera.AskAsync("/-/account");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
        using var back = await site.Http.PostFormAsync("/-/login", ("email", "vera-lund@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == "bin-the-posts", Cancel)));
        await site.WithDbAsync(async db =>
        {
            Assert.Equal(1, await db.Logins.CountAsync(Cancel));
            Assert.Equal(1, await db.BlogMembers.CountAsync(Cancel));
            Assert.False(await db.SecurityEvents.AnyAsync(e => !db.Logins.Any(l => l.Id == e.LoginId), Cancel));
            Assert.Equal(named, await db.Accounts.AnyAsync(a => a.Name == "Vera Lund", Cancel));
            var left = await db.Posts.SingleAsync(p => p.Id == Desks.IdOf(draft), Cancel);
            Assert.NotNull(left.BinnedAt);
            Assert.Equal(choice is PostsLeft.Withdrawn ? PostState.Removed : PostState.Published, (await db.Posts.SingleAsync(p => p.Slug == "isen-bar", Cancel)).State);
            Assert.Equal(choice is PostsLeft.Withdrawn ? 1 : 2, (await db.Blogs.SingleAsync(Cancel)).PostCount);
        });
        using var post = await site.Http.AskAsync(Address);
        Assert.Equal(shown, post.StatusCode);
        Assert.Equal(named, (await post.TextAsync()).Contains("Vera Lund", StringComparison.Ordinal));
        Assert.Equal(named, (await PageAsync(site.Http, "/bank-nio/")).Contains("Vera Lund", StringComparison.Ordinal));
        using var others = await site.Http.AskAsync("/bank-nio/2026/03/04/olgas-eget/");
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    [Theory]
    [InlineData("posts", "", "posts")]
    [InlineData("posts", "7", "posts")]
    [InlineData("current", "fel lösenord", "current-error")]
    public async Task Without_a_choice_or_the_password_nothing_is_closed(string field, string value, string said)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        using var answer = await vera.PostFormAsync(
            "/-/account/close", ("posts", field == "posts" ? value : "Named"), ("current", field == "current" ? value : SignedIn.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_last_publisher_and_the_last_owner_stay_until_somebody_else_is()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, olga) = await site.DeskAsync();
        using var rut = await site.SignedInAsync("Rut Ek", NetworkRole.Publisher, network);
        foreach (var (client, what) in new[] { (olga, "Bänk nio"), (rut, "Älvposten") })
        {
            using var answer = await CloseAsync(client);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains($"<li>{what}</li>", WebUtility.HtmlDecode(await answer.TextAsync()), StringComparison.Ordinal);
        }

        // Somebody who cannot sign in answers for nothing.
        using var per = await site.SignedInAsync("Per Ek", NetworkRole.Publisher, network);
        using var vera = await site.SignedInAsync("Vera Lund", BlogRole.Owner, blog);
        await SwitchAsync(site, isOpen: false);
        using (var answer = await CloseAsync(rut))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        await SwitchAsync(site, isOpen: true);
        foreach (var client in new[] { olga, rut })
        {
            using var answer = await CloseAsync(client);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_log_says_which_roles_and_invitations_went_with_the_account()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, olga) = await site.DeskAsync();
        using var rut = await site.SignedInAsync("Rut Ek", NetworkRole.Publisher, network);
        using var vera = await site.SignedInAsync("Vera Lund", BlogRole.Owner, blog);
        using var invited = await olga.PostFormAsync("/-/write/bank-nio/settings/members", ("do", "invite"), ("role", "Author"), ("by", "link"));
        using var answer = await CloseAsync(olga);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var lines = await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Actor == "Olga Ägare" && (e.Verb == AuditVerb.Removed || e.Verb == AuditVerb.Withdrawn))
            .OrderBy(e => e.Kind).Select(e => e.Kind + " " + e.Verb).ToListAsync(Cancel));
        Assert.Equal(["BlogMember Removed", "Invitation Withdrawn", "Login Removed"], lines);
    }

    [Fact]
    public async Task Of_two_publishers_who_leave_at_once_one_stays()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        using var rut = await site.SignedInAsync("Rut Ek", NetworkRole.Publisher, network);
        using var per = await site.SignedInAsync("Per Ek", NetworkRole.Publisher, network);
        var statuses = await Task.WhenAll(Array.ConvertAll<HttpClient, Task<HttpStatusCode>>([rut, per], async client =>
        {
            using var answer = await CloseAsync(client);
            return answer.StatusCode;
        }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], statuses.Order());
        Assert.Equal(1, await site.WithDbAsync(db => db.NetworkMembers.CountAsync(Cancel)));
    }

    private static Task<HttpResponseMessage> CloseAsync(HttpClient client) => client.PostFormAsync("/-/account/close", ("posts", "Named"), ("current", SignedIn.Password));

    private static Task SwitchAsync(Site site, bool isOpen) => site.WithDbAsync(async db =>
    {
        foreach (var login in await db.Logins.Where(l => l.Email == "per-ek@exempel.se" || l.Email == "vera-lund@exempel.se").ToListAsync(Cancel))
        {
            if (isOpen)
            {
                login.Enable();
            }
            else
            {
                login.Disable(site.Clock.Now);
            }
        }

        await db.SaveChangesAsync(Cancel);
    });

    private static async Task<string> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        return WebUtility.HtmlDecode(await answer.TextAsync());
    }
}
