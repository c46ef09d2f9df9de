using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Tests.Likes;

/// <summary>Readers who like and undo, each from an address of its own: the site trusts this machine as its proxy.</summary>
internal static class LikingReaders
{
    public static readonly (string, string) BehindProxy = ("Spalt:TrustedProxies", "127.0.0.1, ::1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Post> LikedPostAsync(this Site site, string title = "Isen bär") =>
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), title);

    /// <summary>As a browser sends a form, or (<paramref name="json"/>) as a script asks.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this Site site, string path, bool json = false, string agent = "Läsare/1", string address = "203.0.113.7", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
        Introduce(request, json, agent, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return site.Http.SendAsync(request, Cancel);
    }

    public static Task<HttpResponseMessage> AskAsync(
        this Site site, string path, bool json = false, string agent = "Läsare/1", string address = "203.0.113.7")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        Introduce(request, json, agent, address);
        return site.Http.SendAsync(request, Cancel);
    }

    public static async Task<string> LikeAsync(this Site site, Post post, string agent = "Läsare/1", string address = "203.0.113.7", string verb = "like")
    {
        using var response = await site.SendAsync($"/-/posts/{post.Id}/{verb}", json: true, agent, address);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    public static Task<int> CountAsync(this Site site, Post post) =>
        site.WithDbAsync(db => db.Posts.Where(p => p.Id == post.Id).Select(p => p.LikeCount).SingleAsync(Cancel));

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    private static void Introduce(HttpRequestMessage request, bool json, string agent, string address)
    {
        request.Headers.TryAddWithoutValidation("Accept", json ? "application/json" : "text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("User-Agent", Uri.EscapeDataString(agent));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
    }
}
