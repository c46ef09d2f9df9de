using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Outbound;
using Spalt.Tests.Writing;

namespace Spalt.Tests.BlogSettings;

public class ManagingItsPeople
{
    private const string Members = "/-/write/bank-nio/settings/members";

    [Fact]
    public async Task Somebody_is_invited_by_mail_and_becomes_what_the_invitation_says()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var invited = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "nils@exempel.se"));
        Assert.Equal(Members + "?done=invited", invited.Headers.Location?.OriginalString);
        var letter = await letters.NextAsync();
        Assert.Equal("nils@exempel.se", letter.To);
        Assert.Contains("Olga Ägare", letter.Text, StringComparison.Ordinal);
        var link = LinkIn(letter.Text);
        Assert.Contains("nils@exempel.se", (await owner.PageAsync(Members)).Body!.TextContent, StringComparison.Ordinal);
        using var guest = site.Client();
        using var joined = await guest.PostFormAsync(link, ("name", "Nils Ny"), ("password", SignedIn.Password));
        Assert.Equal(303, (int)joined.StatusCode);
        Assert.Equal(BlogRole.Author, await RoleAsync(site, "Nils Ny"));
        Assert.DoesNotContain("nils@exempel.se", (await owner.PageAsync(Members)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_says_by_the_newspapers_clock_how_long_it_holds()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        site.Clock.Now = new DateTimeOffset(2026, 3, 4, 23, 30, 0, TimeSpan.Zero);
        using var named = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "\"Nils\" nils@exempel.se"));
        Assert.Equal(422, (int)named.StatusCode);
        using var invited = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "nils@exempel.se"));
        Assert.Contains("gäller till 19 mars 2026", (await letters.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_handed_over_is_shown_once_and_works()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var made = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Contributor"), ("by", "link"));
        Assert.Equal(200, (int)made.StatusCode);
        Assert.Equal("no-store, private", made.Headers.CacheControl?.ToString());
        var link = LinkIn(await made.TextAsync());
        Assert.DoesNotContain("token=", await (await owner.AskAsync(Members)).TextAsync(), StringComparison.Ordinal);
        using var guest = site.Client();
        using var joined = await guest.PostFormAsync(link, ("name", "Lotta Länk"), ("email", "lotta@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(303, (int)joined.StatusCode);
        Assert.Equal(BlogRole.Contributor, await RoleAsync(site, "Lotta Länk"));
    }

    [Fact]
    public async Task An_invitation_is_sent_again_with_another_link_and_withdrawn()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var invited = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "nils@exempel.se"));
        var first = LinkIn((await letters.NextAsync()).Text);
        var id = await site.WithDbAsync(db => db.Invitations.Select(i => i.Id).SingleAsync());
        var invitation = ("invitation", id.ToString(CultureInfo.InvariantCulture));
        using var tooSoon = await owner.PostFormAsync(Members, ("do", "again"), invitation);
        Assert.Equal(422, (int)tooSoon.StatusCode);
        site.Clock.Now += TimeSpan.FromDays(20);
        Assert.Equal(404, await site.Http.StatusAsync(first));
        using var again = await owner.PostFormAsync(Members, ("do", "again"), invitation);
        Assert.Equal(Members + "?done=sent", again.Headers.Location?.OriginalString);
        var second = LinkIn((await letters.NextAsync()).Text);
        Assert.NotEqual(first, second);
        Assert.Equal(200, await site.Http.StatusAsync(second));
        using var withdrawn = await owner.PostFormAsync(Members, ("do", "withdraw"), invitation);
        Assert.Equal(Members + "?done=withdrawn", withdrawn.Headers.Location?.OriginalString);
        Assert.Equal(
            [AuditVerb.Withdrawn],
            await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Invitation" && (e.Verb == AuditVerb.Withdrawn || e.Verb == AuditVerb.Accepted)).Select(e => e.Verb).ToListAsync()));
        Assert.Equal(404, await site.Http.StatusAsync(second));
        using var gone = await owner.PostFormAsync(Members, ("do", "again"), invitation);
        Assert.Equal(409, (int)gone.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ingen adress")]
    [InlineData("a@b.se, c@d.se")]
    [InlineData("Ni <ni@exempel.se>")]
    [InlineData("olga-agare@exempel.se")]
    [InlineData("redan@exempel.se")]
    public async Task Who_cannot_be_invited_is_told_beside_the_field(string email)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var first = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "Redan@exempel.se"));
        Assert.Equal(303, (int)first.StatusCode);
        using var refused = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", email));
        Assert.Equal(422, (int)refused.StatusCode);
        var page = FormsOnPages.Parsed(await refused.TextAsync());
        Assert.NotEqual("", page.ErrorOf("email"));
        Assert.Equal(email, page.QuerySelector("#email")!.GetAttribute("value") ?? "");
        Assert.Equal(1, await site.WithDbAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_role_is_changed_and_a_member_removed_and_told_so()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var adam = await site.SignedInAsync("Adam Annan", BlogRole.Contributor, blog);
        var id = await IdAsync(site, "Adam Annan");
        using var changed = await owner.PostFormAsync(Members, ("do", "role"), ("account", id), ("role-" + id, "Author"), ("tell", "yes"));
        Assert.Equal(Members + "?done=role", changed.Headers.Location?.OriginalString);
        Assert.Equal(BlogRole.Author, await RoleAsync(site, "Adam Annan"));
        var told = await letters.NextAsync();
        Assert.Equal(("adam-annan@exempel.se", true), (told.To, told.Text.Contains("Du är nu skribent", StringComparison.Ordinal)));
        using var bad = await owner.PostFormAsync(Members, ("do", "role"), ("account", id), ("role-" + id, "Publisher"));
        Assert.Equal(422, (int)bad.StatusCode);
        using var removed = await owner.PostFormAsync(Members, ("do", "remove"), ("account", id), ("tell", "yes"));
        Assert.Equal(Members + "?done=left", removed.Headers.Location?.OriginalString);
        Assert.Contains("tagit bort dig", (await letters.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(404, await adam.StatusAsync("/-/write/bank-nio"));
        using var twice = await owner.PostFormAsync(Members, ("do", "remove"), ("account", id));
        Assert.Equal(409, (int)twice.StatusCode);
        Assert.True(letters.IsEmpty);
    }

    [Fact]
    public async Task The_last_owner_cannot_leave_nor_become_less()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var id = await IdAsync(site, "Olga Ägare");
        foreach (var doing in (string[])["role", "remove"])
        {
            using var refused = await owner.PostFormAsync(Members, ("do", doing), ("account", id), ("role-" + id, "Author"));
            Assert.Equal(422, (int)refused.StatusCode);
            Assert.Contains("minst en ägare", await refused.TextAsync(), StringComparison.Ordinal);
        }

        // Nor by saying yes to less.
        using var made = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "link"));
        using var accepted = await owner.PostFormAsync(LinkIn(await made.TextAsync()), ("as", "me"));
        Assert.Equal(303, (int)accepted.StatusCode);
        Assert.Equal(BlogRole.Owner, await RoleAsync(site, "Olga Ägare"));

        using var second = await site.SignedInAsync("Ossian Också", BlogRole.Owner, blog);
        using var left = await owner.PostFormAsync(Members, ("do", "remove"), ("account", id));
        Assert.Equal("/-/write", left.Headers.Location?.OriginalString);
        Assert.Equal(404, await owner.StatusAsync(Members));
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_once_leave_one()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, olga) = await site.DeskAsync();
        using var _olga = olga;
        using var ossian = await site.SignedInAsync("Ossian Också", BlogRole.Owner, blog);
        var (first, second) = (await IdAsync(site, "Olga Ägare"), await IdAsync(site, "Ossian Också"));
        for (var i = 0; i < 5; i++)
        {
            var answers = await Task.WhenAll(
                olga.PostFormAsync(Members, ("do", "role"), ("account", second), ("role-" + second, "Author")),
                ossian.PostFormAsync(Members, ("do", "role"), ("account", first), ("role-" + first, "Author")));
            Array.ForEach(answers, a => a.Dispose());
            var owners = await site.WithDbAsync(db => db.BlogMembers.CountAsync(m => m.Role == BlogRole.Owner));
            Assert.InRange(owners, 1, 2);
            await site.WithDbAsync(async db =>
            {
                await db.BlogMembers.ForEachAsync(m => m.Become(BlogRole.Owner));
                await db.SaveChangesAsync();
            });
        }
    }

    [Fact]
    public async Task Whose_blog_it_is_shows_at_once_when_another_joins()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        await site.PostAsync(blog, "Isen bär");
        Assert.Contains("<span>Olga Ägare</span>", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
        using var made = await owner.PostFormAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "link"));
        using var guest = site.Client();
        using var joined = await guest.PostFormAsync(LinkIn(await made.TextAsync()), ("name", "Lotta Länk"), ("email", "lotta@exempel.se"), ("password", SignedIn.Password));
        Assert.DoesNotContain("<span>Olga Ägare</span>", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
    }

    private static string LinkIn(string text) => Regex.Match(text, "/-/invitation\\?token=[\\w-]+").Value;

    private static Task<BlogRole> RoleAsync(Site site, string name) => site.WithDbAsync(
        db => db.BlogMembers.Join(db.Accounts.Where(a => a.Name == name), m => m.AccountId, a => a.Id, (m, _) => m.Role).SingleAsync());

    private static async Task<string> IdAsync(Site site, string name) =>
        (await site.WithDbAsync(db => db.Accounts.Where(a => a.Name == name).Select(a => a.Id).SingleAsync())).ToString(CultureInfo.InvariantCulture);
}
