using System.Net;
using System.Text.RegularExpressions;
using Spalt.Moderation.Cases;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation.Replies;

/// <summary>People who ask to reply to a post, as the form at its foot does.</summary>
internal static class Repliers
{
    public const string Original = "/bank-nio/2026/03/04/isen-bar/";

    /// <summary>Sends the form.</summary>
    public static Task<HttpResponseMessage> AskToReplyAsync(this HttpClient client, Post post, params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "Rut Åsberg", ["email"] = "Rut@exempel.se", ["concerns"] = "Jag är den som sägs ha ljugit.", ["headline"] = "Jag ljög inte", ["text"] = "Isen mättes *varje* dag.",
        };
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        return client.PostFormAsync($"/-/posts/{post.Id}/reply", [.. fields.Select(f => (f.Key, f.Value))]);
    }

    /// <summary>Sends the form, which is taken; returns the address of the case.</summary>
    public static async Task<string> AskedToReplyAsync(this HttpClient client, Post post, params (string Name, string Value)[] changed)
    {
        using var answer = await client.AskToReplyAsync(post, changed);
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{(int)answer.StatusCode}: {WebUtility.HtmlDecode(await answer.TextAsync())}");
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Where an editor decides about a case.</summary>
    public static string DeskOf(string mine) => $"{OpenPage.Path}/replies/{Responding.IdIn(mine)}";

    public static Task GrantAsync(this HttpClient editor, string mine) => editor.DoAsync(DeskOf(mine), ("do", "grant"));

    public static Task RefuseAsync(this HttpClient editor, string mine) =>
        editor.DoAsync(DeskOf(mine), ("do", "refuse"), ("ground", "OtherRule"), ("facts", "Inlägget handlar inte om dig."));

    public static string LinkIn(string letter) => Regex.Match(letter, @"/-/replies/\d+\?key=[\w-]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
}
