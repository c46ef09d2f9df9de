using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Members;
using Spalt.Networks;

namespace Spalt.Tests.Members;

public class SettingUp
{
    [Fact]
    public async Task The_link_makes_the_first_publisher_and_dies()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var link = await LinkAsync(site);
        using (var form = await site.Http.AskAsync(link))
        {
            Assert.Contains("Älvposten", await form.TextAsync(), StringComparison.Ordinal);
        }

        using var done = await site.Http.PostFormAsync(link, Fields());
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        site.Http.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(done));
        using var account = await site.Http.AskAsync("/-/account");
        Assert.Contains("Rut Ek", await account.TextAsync(), StringComparison.Ordinal);
        await site.WithDbAsync(async db =>
        {
            var member = await db.NetworkMembers.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal((network.Id, NetworkRole.Publisher), (member.NetworkId, member.Role));
            Assert.Equal("Älvpostens bloggar", (await db.Networks.SingleAsync(TestContext.Current.CancellationToken)).Name);
        });
        using var again = await site.Http.PostFormAsync(link, Fields(("email", "annan@exempel.se")));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData("email", "ingen adress", "e-postadress")]
    [InlineData("password", "kort", "för kort")]
    [InlineData("password", "Sommaren2026!", "lätt att gissa")]
    [InlineData("password", "lösenord1234", "lätt att gissa")]
    [InlineData("password", "1234567890", "lätt att gissa")]
    [InlineData("password", "rutek-exempel1", "lätt att gissa")]
    [InlineData("name", "", "Fyll i")]
    [InlineData("network", " ", "Fyll i")]
    public async Task What_will_not_do_is_told_beside_its_field_and_changes_nothing(string field, string value, string said)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        var link = await LinkAsync(site);
        using var answer = await site.Http.PostFormAsync(link, Fields((field, value)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("gräsänder", page, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Logins.CountAsync(TestContext.Current.CancellationToken)));
        using var right = await site.Http.PostFormAsync(link, Fields());
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_use_the_link_at_once_one_becomes_publisher()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        var link = await LinkAsync(site);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var answer = await site.Http.PostFormAsync(link, Fields(("email", $"nr{i}@exempel.se")));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.SeeOther);
        Assert.Equal(1, await site.WithDbAsync(db => db.Logins.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("/-/setup")]
    [InlineData("/-/setup?token=")]
    [InlineData("/-/setup?token=abc")]
    public async Task Without_the_secret_there_is_nothing(string path)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await LinkAsync(site);
        using var answer = await site.Http.AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_of_yesterday_is_dead()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        var link = await LinkAsync(site);
        site.Clock.Now += TimeSpan.FromHours(25);
        using var answer = await site.Http.AskAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<string> LinkAsync(Site site) => site.WithDbAsync(async db =>
    {
        var invitation = Invitation.ToSetUp(site.Clock.Now);
        var token = invitation.MakeToken();
        db.Add(invitation);
        await db.SaveChangesAsync();
        return "/-/setup?token=" + token;
    });

    private static (string, string)[] Fields(params (string Name, string Value)[] other) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["network"] = "Älvpostens bloggar",
            ["name"] = "Rut Ek",
            ["email"] = "rut.ek@exempel.se",
            ["password"] = SignedIn.Password,
        }
            .Select(f => (f.Key, Array.Find(other, o => o.Name == f.Key) is { Name: not null } given ? given.Value : f.Value)).ToArray();
}
