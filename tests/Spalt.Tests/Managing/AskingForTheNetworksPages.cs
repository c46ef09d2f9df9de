using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;

namespace Spalt.Tests.Managing;

public class AskingForTheNetworksPages
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly string[] Publishers = ["", "/look", "/menu", "/rules", "/feeds", "/slots"];

    private static readonly string[] Editors = ["/blogs", "/blogs/bank-nio", "/people", "/log"];

    [Fact]
    public async Task Publishers_get_all_editors_some_and_all_others_none()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, publisher) = await site.NewspaperAsync();
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        List<HttpClient> others = [await site.SignedInAsync("Moa Ek", NetworkRole.Moderator, network)];
        foreach (var role in Enum.GetValues<BlogRole>())
        {
            others.Add(await site.SignedInAsync("Bo " + role, role, blog));
        }

        await site.LoginAsync("Lisa Läsare");
        others.Add(await site.SignInAsync("Lisa Läsare"));
        foreach (var path in Publishers.Concat(Editors).Select(p => "/-/network" + p))
        {
            Assert.Equal(200, await StatusAsync(publisher, path));
            Assert.Equal(Editors.Contains(path["/-/network".Length..], StringComparer.Ordinal) ? 200 : 404, await StatusAsync(editor, path));
            Assert.Equal(303, await StatusAsync(site.Http, path));
            foreach (var other in others)
            {
                Assert.Equal(404, await StatusAsync(other, path));
                using var post = await other.PostFormAsync(path, ("do", "suspend"));
                Assert.True((int)post.StatusCode is 404 or 405, path);
            }
        }

        // Somebody who answers for another network is nobody here.
        var there = await site.NetworkAsync("andra.example", "Andra");
        var stranger = await site.WithDbAsync(async db =>
        {
            var login = await db.Logins.SingleAsync(l => l.Email == SignedIn.EmailOf("Lisa Läsare"), Cancel);
            db.Add(new NetworkMember(there.Id, login.AccountId, NetworkRole.Publisher, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
            return others[^1];
        });
        stranger.DefaultRequestHeaders.Host = network.Host;
        Assert.Equal(404, await StatusAsync(stranger, "/-/network"));
        stranger.DefaultRequestHeaders.Host = there.Host;
        Assert.Equal(200, await StatusAsync(stranger, "/-/network"));
        Assert.Equal(404, await StatusAsync(stranger, "/-/network/blogs/bank-nio"));
        others.ForEach(o => o.Dispose());
        publisher.Dispose();
    }

    [Fact]
    public async Task An_editor_does_nothing_that_is_the_publishers()
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await site.BlogAsync(network, "annan", "Annan");
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        var ulla = await site.WithDbAsync(db => db.NetworkMembers.Where(m => m.Role == NetworkRole.Publisher).Select(m => m.AccountId).SingleAsync(Cancel));
        foreach (var (path, fields) in new (string, (string, string)[])[]
        {
            ("/-/network/blogs/bank-nio", [("do", "merge"), ("into", "annan"), ("sure", "1")]),
            ($"/-/network/people/{ulla}", [("do", "role"), ("role", "")]),
            ($"/-/network/people/{ulla}", [("do", "disable")]),
        })
        {
            using var answer = await editor.PostFormAsync(path, fields);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        Assert.NotEmpty(await editor.RefusedAsync("/-/network/people", "role", ("do", "invite"), ("email", "ny@exempel.se"), ("role", "Publisher"), ("blog", "")));
        Assert.Empty(await site.WithDbAsync(db => db.Invitations.ToListAsync(Cancel)));
    }

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        return (int)answer.StatusCode;
    }
}
