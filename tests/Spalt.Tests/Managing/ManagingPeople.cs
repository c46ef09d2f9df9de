using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Managing;

public class ManagingPeople
{
    private const string People = "/-/network/people";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_goes_away_again_and_is_called_back()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await publisher.DoAsync(People, ("do", "invite"), ("email", "ny@exempel.se"), ("role", "Author"), ("blog", "bank-nio"));
        var first = Link((await letters.NextAsync()).Text);
        var id = await site.WithDbAsync(db => db.Invitations.Select(i => i.Id).SingleAsync(Cancel));
        await site.PassAsync(TimeSpan.FromDays(10));
        await publisher.DoAsync(People, ("do", "again"), ("invitation", $"{id}"));
        var second = Link((await letters.NextAsync()).Text);
        await site.PassAsync(TimeSpan.FromDays(10));
        await site.Http.PageAsync(first, 404);
        await site.Http.PageAsync(second);
        await publisher.DoAsync(People, ("do", "withdraw"), ("invitation", $"{id}"));
        await site.Http.PageAsync(second, 404);
        Assert.Contains("drog tillbaka inbjudan ny@exempel.se, Bänk nio", await publisher.PageAsync("/-/network/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_handed_over_is_shown_once_and_works()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var answer = await publisher.PostFormAsync(People, ("do", "print"), ("role", "Editor"), ("blog", ""));
        var link = Link(await answer.TextAsync());
        Assert.DoesNotContain("token=", await publisher.PageAsync(People), StringComparison.Ordinal);
        using var taken = await site.Http.PostFormAsync(link, ("name", "Nils Ny"), ("email", "nils@exempel.se"), ("password", SignedIn.Password));
        Assert.Equal(303, (int)taken.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.NetworkMembers.CountAsync(m => m.Role == NetworkRole.Editor, Cancel)));
        Assert.Contains("<b>Nils Ny</b> tackade ja till inbjudan", await publisher.PageAsync("/-/network/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_changed_and_taken_away_and_gone_with_the_next_click()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var writer = await site.SignedInAsync("Vera Lund", BlogRole.Contributor, blog);
        var vera = await AccountAsync(site, "Vera Lund");
        Assert.Contains("Vera Lund", await publisher.PageAsync(People + "?q=vera"), StringComparison.Ordinal);
        Assert.DoesNotContain("people/" + vera, await publisher.PageAsync(People + "?q=nobody"), StringComparison.Ordinal);
        await publisher.DoAsync($"{People}/{vera}", ("do", "blogrole"), ("blog", $"{blog.Id}"), ($"role-{blog.Id}", "Author"));
        Assert.Equal(BlogRole.Author, await site.WithDbAsync(db => db.BlogMembers.Select(m => m.Role).SingleAsync(Cancel)));
        await publisher.DoAsync($"{People}/{vera}", ("do", "role"), ("role", "Editor"));
        using (var log = await writer.AskAsync("/-/network/log"))
        {
            Assert.Equal(200, (int)log.StatusCode);
        }

        await publisher.DoAsync($"{People}/{vera}", ("do", "role"), ("role", ""));
        await publisher.DoAsync($"{People}/{vera}", ("do", "leaveblog"), ("blog", $"{blog.Id}"));
        using var desk = await writer.AskAsync("/-/write/bank-nio");
        Assert.Equal(404, (int)desk.StatusCode);
        await publisher.PageAsync($"{People}/{vera}", 404);
    }

    [Fact]
    public async Task The_last_publisher_stays()
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        var ulla = await AccountAsync(site, "Ulla Utgivare");
        Assert.NotEmpty(await publisher.RefusedAsync($"{People}/{ulla}", "role", ("do", "role"), ("role", "Editor")));
        Assert.NotEmpty(await publisher.RefusedAsync($"{People}/{ulla}", "role", ("do", "role"), ("role", "")));
        Assert.Contains("sista utgivare", await publisher.RefusedAsync($"{People}/{ulla}", "", ("do", "disable")), StringComparison.Ordinal);
        using var second = await site.SignedInAsync("Arne Andra", NetworkRole.Publisher, network);
        var arne = await AccountAsync(site, "Arne Andra");
        await publisher.DoAsync($"{People}/{arne}", ("do", "disable"));

        // Somebody who cannot sign in answers for nothing.
        Assert.NotEmpty(await publisher.RefusedAsync($"{People}/{ulla}", "role", ("do", "role"), ("role", "Editor")));
        await publisher.DoAsync($"{People}/{arne}", ("do", "enable"));
        await publisher.DoAsync($"{People}/{ulla}", ("do", "role"), ("role", "Editor"));
    }

    [Fact]
    public async Task The_last_owner_who_can_sign_in_stays_on_the_blog()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var owner = await site.SignedInAsync("Olga Ägare", BlogRole.Owner, blog);
        using var other = await site.SignedInAsync("Arne Andra", BlogRole.Owner, blog);
        var (olga, arne) = (await AccountAsync(site, "Olga Ägare"), await AccountAsync(site, "Arne Andra"));
        await publisher.DoAsync($"{People}/{arne}", ("do", "disable"));
        foreach (var (doing, role) in new[] { ("leaveblog", ""), ("blogrole", "Author") })
        {
            Assert.Contains("minst en ägare", await publisher.RefusedAsync($"{People}/{olga}", $"role-{blog.Id}", ("do", doing), ("blog", $"{blog.Id}"), ($"role-{blog.Id}", role)), StringComparison.Ordinal);
        }

        // With somebody who cannot sign in nothing goes.
        await publisher.DoAsync($"{People}/{arne}", ("do", "leaveblog"), ("blog", $"{blog.Id}"));
        Assert.Equal(olga, await site.WithDbAsync(db => db.BlogMembers.Select(m => m.AccountId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task The_last_publisher_who_says_yes_to_less_stays_publisher()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var answer = await publisher.PostFormAsync(People, ("do", "print"), ("role", "Moderator"), ("blog", ""));
        await publisher.DoAsync(Link(await answer.TextAsync()), ("as", "me"));
        Assert.Equal(NetworkRole.Publisher, await site.WithDbAsync(db => db.NetworkMembers.Select(m => m.Role).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_link_that_is_handed_over_is_made_anew_and_a_letter_is_not_sent_twice_in_a_row()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var made = await publisher.PostFormAsync(People, ("do", "print"), ("role", "Editor"), ("blog", ""));
        var first = Link(await made.TextAsync());
        var id = await site.WithDbAsync(db => db.Invitations.Select(i => i.Id).SingleAsync(Cancel));
        using var anew = await publisher.PostFormAsync(People, ("do", "again"), ("invitation", $"{id}"));
        var second = Link(await anew.TextAsync());
        await site.Http.PageAsync(first, 404);
        await site.Http.PageAsync(second);

        await publisher.DoAsync(People, ("do", "invite"), ("email", "ny@exempel.se"), ("role", "Author"), ("blog", "bank-nio"));
        var mailed = await site.WithDbAsync(db => db.Invitations.Where(i => i.Email != null).Select(i => i.Id).SingleAsync(Cancel));
        Assert.Contains("alldeles nyss", await publisher.RefusedAsync(People, "", ("do", "again"), ("invitation", $"{mailed}")), StringComparison.Ordinal);
        await publisher.DoAsync(People, ("do", "withdraw"), ("invitation", $"{mailed}"));
        using var late = await publisher.PostFormAsync(People, ("do", "again"), ("invitation", $"{mailed}"));
        Assert.Equal(409, (int)late.StatusCode);
    }

    [Fact]
    public async Task An_editor_neither_sees_nor_answers_for_invitations_to_the_network()
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var editor = await site.SignedInAsync("Eva Ek", NetworkRole.Editor, network);
        using var made = await publisher.PostFormAsync(People, ("do", "print"), ("role", "Publisher"), ("blog", ""));
        var link = Link(await made.TextAsync());
        var id = await site.WithDbAsync(db => db.Invitations.Select(i => i.Id).SingleAsync(Cancel));
        foreach (var doing in new[] { "again", "withdraw" })
        {
            using var refused = await editor.PostFormAsync(People, ("do", doing), ("invitation", $"{id}"));
            Assert.Equal(409, (int)refused.StatusCode);
            Assert.DoesNotContain("token=", await refused.TextAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain($"value=\"{id}\"", await editor.PageAsync(People), StringComparison.Ordinal);
        await site.Http.PageAsync(link);
    }

    [Fact]
    public async Task A_disabled_account_is_awayat_once_and_one_that_is_also_elsewhere_is_not_ours()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var writer = await site.SignedInAsync("Vera Lund", BlogRole.Author, blog);
        var vera = await AccountAsync(site, "Vera Lund");
        await publisher.DoAsync($"{People}/{vera}", ("do", "disable"));
        using (var away = await writer.AskAsync("/-/write/bank-nio"))
        {
            Assert.Equal(303, (int)away.StatusCode);
        }

        await publisher.DoAsync($"{People}/{vera}", ("do", "enable"));
        publisher.DefaultRequestHeaders.Host = "bloggar.example";
        var there = await site.NetworkAsync("andra.example", "Andra");
        var blogThere = await site.BlogAsync(there, "dar", "Där");
        await site.WithDbAsync(async db =>
        {
            db.Add(new BlogMember(blogThere.Id, vera, BlogRole.Author, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("ett annat nätverk", await publisher.RefusedAsync($"{People}/{vera}", "", ("do", "disable")), StringComparison.Ordinal);
    }

    private static Task<long> AccountAsync(Site site, string name) => site.WithDbAsync(db => db.Accounts.Where(a => a.Name == name).Select(a => a.Id).SingleAsync(Cancel));

    private static string Link(string text) => Regex.Match(text, @"/-/invitation\?token=[A-Za-z0-9_-]+").Value;
}
