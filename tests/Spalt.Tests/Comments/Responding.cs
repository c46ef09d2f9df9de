using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

/// <summary>What tests of comments begin with: a post, and readers who answer it as the form on its page does.</summary>
internal static partial class Responding
{
    /// <summary>A network with a post, on a blog of that regime.</summary>
    public static async Task<(Network Network, Blog Blog, Post Post)> PostedAsync(this Site site, Regime regime = Regime.Open)
    {
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.DeclareAsync(blog, regime);
        return (network, blog, await site.PostAsync(blog, "Isen bär"));
    }

    public static Task DeclareAsync(this Site site, Blog blog, Regime regime) => site.WithDbAsync(async db =>
    {
        (await db.Blogs.SingleAsync(b => b.Id == blog.Id)).Declare(regime, site.Clock.Now);
        await db.SaveChangesAsync();
    });

    /// <summary>Sends the form.</summary>
    public static Task<HttpResponseMessage> CommentAsync(
        this HttpClient client, Post post, string text, string name = "Maj Berg", string email = "maj@exempel.se", long? to = null) =>
        client.PostFormAsync($"/-/posts/{post.Id}/comment", ("text", text), ("name", name), ("email", email), ("to", $"{to}"));

    /// <summary>Sends the form, which is taken; returns where the writer is led, with the secret.</summary>
    public static async Task<string> CommentedAsync(
        this HttpClient client, Post post, string text, string name = "Maj Berg", string email = "maj@exempel.se", long? to = null)
    {
        using var answer = await client.CommentAsync(post, text, name, email, to);
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{(int)answer.StatusCode}: {WebUtility.HtmlDecode(await answer.TextAsync())}");
        return answer.Headers.Location!.OriginalString;
    }

    public static long IdIn(string path) => long.Parse(Number().Match(path).Value, System.Globalization.CultureInfo.InvariantCulture);

    public static Task<Comment> StoredAsync(this Site site, string path) => site.WithDbAsync(db => db.Comments.SingleAsync(c => c.Id == IdIn(path)));

    /// <summary>A page as people read it.</summary>
    public static Task<string> TextOfAsync(this HttpClient client, string path) => Managing.Managers.PageAsync(client, path);

    /// <summary>Every way on which comments leave the house.</summary>
    public static async Task<string> EverywhereAsync(this Site site, Post post)
    {
        string[] ways = ["/", "/bank-nio/", "/bank-nio/2026/03/04/isen-bar/", "/bank-nio/2026/03/04/isen-bar/feed/", "/bank-nio/2026/03/04/isen-bar/feed/atom/", "/bank-nio/comments/feed/", "/bank-nio/feed/", "/bank-nio/feed/json/"];
        var all = "";
        foreach (var way in ways)
        {
            all += WebUtility.HtmlDecode(await site.GetAsync(way));
        }

        return all + await site.WithDbAsync(db => db.Posts.Where(p => p.Id == post.Id).Select(p => p.CommentCount).SingleAsync()) + " counted";
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
