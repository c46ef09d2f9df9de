using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;

namespace Spalt.Tests;

/// <summary>People of a test, made by the same verbs as in the product, who sign in over HTTP.</summary>
internal static class SignedIn
{
    public const string Password = "sju gräsänder på taket";

    public static string EmailOf(string name) => Slug.Of(name) + "@exempel.se";

    /// <summary>Somebody with a login and no role. Their e-mail address is <see cref="EmailOf"/>, their password <see cref="Password"/>.</summary>
    public static async Task<Login> LoginAsync(this Site site, string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>();
        Login login = null!;
        await db.InTransactionAsync(
            async () => login = await scope.ServiceProvider.GetRequiredService<Joining>().AddAsync(name, EmailOf(name), Password, isConfirmed: true, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        return login;
    }

    /// <summary>A new person with a role on a network, signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(this Site site, string name, NetworkRole role, Network network)
    {
        var login = await site.LoginAsync(name);
        await site.WithDbAsync(async db =>
        {
            db.Add(new NetworkMember(network.Id, login.AccountId, role, site.Clock.Now));
            await db.SaveChangesAsync();
        });
        return await site.SignInAsync(name);
    }

    /// <summary>A new person with a role on a blog, signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(this Site site, string name, BlogRole role, Blog blog)
    {
        var login = await site.LoginAsync(name);
        await site.WithDbAsync(async db =>
        {
            db.Add(new BlogMember(blog.Id, login.AccountId, role, site.Clock.Now));
            await db.SaveChangesAsync();
        });
        return await site.SignInAsync(name);
    }

    /// <summary>The same on one of several networks, of which each answers by its own host.</summary>
    public static async Task<HttpClient> SignedInAtAsync(this Site site, string host, string name, NetworkRole role, Network network)
    {
        var login = await site.LoginAsync(name);
        await site.WithDbAsync(async db =>
        {
            db.Add(new NetworkMember(network.Id, login.AccountId, role, site.Clock.Now));
            await db.SaveChangesAsync();
        });
        var client = site.Client();
        client.DefaultRequestHeaders.Host = host;
        using var answer = await client.PostFormAsync("/-/login", ("email", EmailOf(name)), ("password", Password));
        client.DefaultRequestHeaders.Add("Cookie", CookieOf(answer));
        return client;
    }

    /// <summary>Signs a person in who has a login; the client carries the cookie from then on.</summary>
    public static async Task<HttpClient> SignInAsync(this Site site, string name, string password = Password)
    {
        var client = site.Client();
        using var answer = await client.PostFormAsync("/-/login", ("email", EmailOf(name)), ("password", password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", CookieOf(answer));
        return client;
    }

    /// <summary>The cookies that an answer sets, as a browser would send them back.</summary>
    public static string CookieOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c[..c.IndexOf(';', StringComparison.Ordinal)]));

    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) =>
        client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
