using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Tests.Writing;

namespace Spalt.Tests.BlogSettings;

public class WhoMayManage
{
    [Fact]
    public async Task Only_its_owner_and_the_networks_editors_see_or_change_anything_of_it()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        var other = await site.BlogAsync(network, "annan", "Annan");
        foreach (var name in (string[])["Lena Läsare", "Nora Norr", "Norrman Redaktör"])
        {
            await site.LoginAsync(name);
        }

        (string Who, HttpClient Client, bool May)[] people =
        [
            ("nobody", site.Client(), false),
            ("reader", await site.SignInAsync("Lena Läsare"), false),
            ("contributor", await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog), false),
            ("author", await site.SignedInAsync("Adam Annan", BlogRole.Author, blog), false),
            ("owner", owner, true),
            ("owner of another blog", await site.SignedInAsync("Stina Stranger", BlogRole.Owner, other), false),
            ("owner on another network", await site.SignInAsync("Nora Norr"), false),
            ("editor of another network", await site.SignInAsync("Norrman Redaktör"), false),
            ("moderator", await site.SignedInAsync("Mona Moderator", NetworkRole.Moderator, network), false),
            ("editor", await site.SignedInAsync("Eva Redaktör", NetworkRole.Editor, network), true),
            ("publisher", await site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network), true),
        ];
        await NorthAsync(site);
        var before = await site.WithDbAsync(db => Task.FromResult(db.Blogs.Single(b => b.Id == blog.Id).Version));
        foreach (var (who, client, may) in people)
        {
            using var _ = client;
            client.DefaultRequestHeaders.Host = "bloggar.example";
            foreach (var path in Paths(site))
            {
                using var seen = await client.AskAsync(path);
                using var sent = await client.PostFormAsync(path, ("do", "x"), ("title", "Tagen"), ("picture", "1"), ("state", "Closed"));
                var expected = who == "nobody" ? (303, 401) : may ? (200, (int)sent.StatusCode) : (404, 404);
                Assert.True(expected == ((int)seen.StatusCode, (int)sent.StatusCode), $"{who} at {path}: {(int)seen.StatusCode} {(int)sent.StatusCode}");
                Assert.True((int)sent.StatusCode is >= 400 and < 500, $"{who} at {path}: {(int)sent.StatusCode}");
            }
        }

        Assert.Equal(before, await site.WithDbAsync(db => Task.FromResult(db.Blogs.Single(b => b.Id == blog.Id).Version)));
    }

    [Fact]
    public async Task Those_who_write_but_do_not_manage_see_no_tab_that_they_may_not_open()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var author = await site.SignedInAsync("Adam Annan", BlogRole.Author, blog);
        foreach (var path in (string[])["/-/write/bank-nio", "/-/write/bank-nio/pictures", "/-/write/bank-nio/statistics"])
        {
            Assert.Equal(["Inlägg", "Bilder", "Statistik", "Genmälen", "Sidor", "Medlemmar", "Inställningar"], await TabsAsync(owner, path));
            Assert.Equal(["Inlägg", "Bilder", "Statistik"], await TabsAsync(author, path));
        }
    }

    /// <summary>Another network, with a blog of the same name. There was none before: with one network it answers on every host, and people sign in there.</summary>
    private static async Task NorthAsync(Site site)
    {
        var network = await site.NetworkAsync("norr.example", "Norrposten");
        var blog = await site.BlogAsync(network, "bank-nio", "Deras");
        await site.WithDbAsync(async db =>
        {
            var accounts = await db.Accounts.ToDictionaryAsync(a => a.Name, a => a.Id);
            db.Add(new BlogMember(blog.Id, accounts["Nora Norr"], BlogRole.Owner, site.Clock.Now));
            db.Add(new NetworkMember(network.Id, accounts["Norrman Redaktör"], NetworkRole.Editor, site.Clock.Now));
            await db.SaveChangesAsync();
        });
    }

    private static async Task<string[]> TabsAsync(HttpClient client, string path) =>
        [.. (await client.PageAsync(path)).QuerySelectorAll(".rooms a").Select(a => a.TextContent)];

    /// <summary>Every page below the settings, so that a new one is walked too.</summary>
    private static string[] Paths(Site site)
    {
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("-/write/{blog}/settings", StringComparison.Ordinal) == true).ToList();
        Assert.True(routes.Count >= 3);
        Assert.All(routes, r => Assert.Equal(Policies.ManageBlog, r.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy));
        return [.. routes.SelectMany(r => Filled(r.RoutePattern.RawText!.TrimStart('/'))).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Filled(string route)
    {
        var path = "/" + route.Replace("{blog}", "bank-nio", StringComparison.Ordinal);
        var place = path.IndexOf('{', StringComparison.Ordinal);
        return place < 0 ? [path] : path.Contains("{place", StringComparison.Ordinal) ? [path[..place] + "portrait", path[..place] + "header"] : [path[..place] + "new"];
    }
}
