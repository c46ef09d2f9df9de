using System.Globalization;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Writing;

namespace Spalt.Tests.Members;

/// <summary>One of everybody, signed in on one network with a blog; on it a public post, and a draft and a picture of its author's.</summary>
internal sealed class Cast : IAsyncDisposable
{
    private const string Host = "bloggar.example";

    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private int _asked;

    private Cast(Site site) => Site = site;

    public Site Site { get; }

    /// <summary>In the order of the columns of the table.</summary>
    public IEnumerable<string> Roles => _clients.Keys;

    /// <summary>What stands for the parameters of routes: by the route's beginning up to it where that matters, or by its name.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal)
    {
        ["blog"] = "bank-nio",
        ["year"] = "2026",
        ["month"] = "03",
        ["day"] = "04",
        ["slug"] = "isen-bar",
        ["path"] = "2026/03/04/isen-bar",
        ["tag"] = "is",
        ["category"] = "vader",
        ["author"] = "disa-holm",
        ["undated"] = "odaterat",
        ["number"] = "2",
        ["part"] = "1",
        ["format"] = "",
        ["accents"] = "0a5a63",
        ["accent"] = "0a5a63",
        ["file"] = "0123456789abcdef0123456789abcdef.jpg",
        ["secret"] = "hemligt",
        ["place"] = "portrait",
        ["kind"] = "posts",
        ["order"] = "oldest",
        ["way"] = "",
        ["mark"] = "",
        ["top"] = "4711",
        ["which"] = "s4711",
        ["version"] = "1",
        ["name"] = "x",
        ["from"] = "",
        ["to"] = "",
        ["/-/comments/{id}"] = "4711",
        ["/-/notices/{id}"] = "4711",
        ["/-/decisions/{id}"] = "4711",
        ["/-/replies/{id}"] = "4711",
        ["/-/moderation/cases/replies/{id}"] = "4711",
        ["/-/moderation/cases/notices/{id}"] = "4711",
        ["/-/moderation/cases/appeals/{id}"] = "4711",
        ["/-/moderation/writers/{id}"] = "4711",
        ["/-/network/blogs/{slug}"] = "bank-nio",
        ["/-/write/{blog}/settings/pages/{id}"] = "new",
    };

    public static async Task<Cast> AssembleAsync()
    {
        var cast = new Cast(await Site.StartAsync(("Spalt:TrustedProxies", "127.0.0.1")));
        var site = cast.Site;
        var network = await site.NetworkAsync(Host);
        var blog = await site.BlogAsync(network);
        var elsewhere = await site.NetworkAsync("annanstans.example", "Annanstans");
        var published = await site.PostAsync(blog, "Isen bär", tags: ["Is"], categories: ["Väder"]);
        await cast.EnterAsync("nobody");
        await cast.EnterAsync("reader", _ => null);
        await cast.EnterAsync("contributor", id => new BlogMember(blog.Id, id, BlogRole.Contributor, site.Clock.Now));
        var author = await cast.EnterAsync("author", id => new BlogMember(blog.Id, id, BlogRole.Author, site.Clock.Now));
        await cast.EnterAsync("owner", id => new BlogMember(blog.Id, id, BlogRole.Owner, site.Clock.Now));
        await cast.EnterAsync("moderator", id => new NetworkMember(network.Id, id, NetworkRole.Moderator, site.Clock.Now));
        await cast.EnterAsync("editor", id => new NetworkMember(network.Id, id, NetworkRole.Editor, site.Clock.Now));
        await cast.EnterAsync("publisher", id => new NetworkMember(network.Id, id, NetworkRole.Publisher, site.Clock.Now));

        // The blog of another network has the same slug: who is let in by the slug alone would be let in here.
        var (tenth, same) = (await site.BlogAsync(network, "bank-tio", "Bänk tio"), await site.BlogAsync(elsewhere));
        await cast.EnterAsync("owner of another blog", id => new BlogMember(tenth.Id, id, BlogRole.Owner, site.Clock.Now));
        await cast.EnterAsync("owner elsewhere", id => new BlogMember(same.Id, id, BlogRole.Owner, site.Clock.Now));
        await cast.EnterAsync("publisher elsewhere", id => new NetworkMember(elsewhere.Id, id, NetworkRole.Publisher, site.Clock.Now));

        var (post, picture) = await cast.WorkOfAsync(author!.AccountId, blog);
        cast.Values["/-/write/{blog}/pictures/{id}"] = picture.ToString(CultureInfo.InvariantCulture);
        cast.Values["/-/write/{blog}/{id}"] = post.ToString(CultureInfo.InvariantCulture);
        cast.Values["/-/network/people/{id}"] = author.AccountId.ToString(CultureInfo.InvariantCulture);
        cast.Values["/-/posts/{id}"] = cast.Values["/-/{kind}/{id}"] = published.Id.ToString(CultureInfo.InvariantCulture);
        return cast;
    }

    /// <summary>What the program answers when somebody asks: the status, and where it leads to.</summary>
    /// <param name="json">An empty JSON object instead of an empty form.</param>
    public async Task<string> AskAsync(string role, string method, string path, bool json)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Host = Host;

        // Each from a house of its own: nobody is slowed down for what others tried.
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.1.{_asked / 250}.{(_asked++ % 250) + 1}"));
        request.Content = method is "GET" ? null : json ? JsonContent.Create(new { }) : new FormUrlEncodedContent([]);
        using var answer = await _clients[role].SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)
            + (answer.Headers.Location?.OriginalString.StartsWith("/-/login", StringComparison.Ordinal) == true ? " sign in" : "");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await Site.DisposeAsync();
    }

    private async Task<Login?> EnterAsync(string role, Func<long, object?>? member = null)
    {
        var client = _clients[role] = Site.Client();
        if (member is null)
        {
            return null;
        }

        var login = await Site.LoginAsync(role);
        if (member(login.AccountId) is { } given)
        {
            await Site.WithDbAsync(async db =>
            {
                db.Add(given);
                await db.SaveChangesAsync();
            });
        }

        client.DefaultRequestHeaders.Host = Host;
        using var answer = await client.PostFormAsync("/-/login", ("email", SignedIn.EmailOf(role)), ("password", SignedIn.Password));
        Assert.Equal(303, (int)answer.StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(answer));
        return login;
    }

    /// <summary>Ids of a draft and of a picture.</summary>
    private Task<(long Post, long Picture)> WorkOfAsync(long authorId, Blog blog) => Site.WithDbAsync(async db =>
    {
        var post = Post.Draft(await db.Blogs.SingleAsync(b => b.Id == blog.Id), authorId, new PostText("utkast", "Utkast", "<p>Ett utkast.</p>", ""), Site.Clock.Now);
        var file = new MediaFile(blog.NetworkId, "0123456789abcdef0123456789abcdef", "jpg", 640, 480, 1000, Site.Clock.Now);
        db.AddRange(post, file);
        await db.SaveChangesAsync();
        var picture = BlogPicture.Add(blog.Id, file, "bild.jpg", credit: null, authorId, Site.Clock.Now);
        db.AddRange(PostDraft.Begin(post.Id, PostSettings.Of(blog), authorId, Site.Clock.Now), picture);
        await db.SaveChangesAsync();
        return (post.Id, picture.Id);
    });
}
