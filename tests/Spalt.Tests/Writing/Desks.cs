using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Tests.Writing;

/// <summary>People at their desks: what tests of the newsroom begin with.</summary>
internal static partial class Desks
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A network and a blog with an owner who is signed in.</summary>
    public static async Task<(Network Network, Blog Blog, HttpClient Owner)> DeskAsync(this Site site)
    {
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        return (network, blog, await site.SignedInAsync("Olga Ägare", BlogRole.Owner, blog));
    }

    /// <summary>Presses "new post" and gives back its address in the newsroom.</summary>
    public static async Task<string> BeginAsync(this HttpClient client, string blog = "bank-nio")
    {
        using var answer = await client.PostFormAsync("/-/write/" + blog, ("do", "new"));
        Assert.Equal(303, (int)answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Split('?')[0];
    }

    /// <summary>Sends the writing page's form: its fields as the page has them, with some changed.</summary>
    public static async Task<HttpResponseMessage> WriteAsync(this HttpClient client, string path, string doing, params (string Name, string Value)[] changed)
    {
        using var page = await client.AskAsync(path);
        var html = await page.TextAsync();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = Version().Match(html).Groups[1].Value,
            // The page's own field holds Markdown; what a test types instead is HTML, as the editor sends it.
            ["format"] = Array.Exists(changed, c => c.Name == "body") ? "html" : "markdown",
        };
        foreach (var name in (string[])["tags", "category", "slug", "sponsor", "canonical"])
        {
            fields[name] = Value(html, name);
        }

        foreach (var name in (string[])["title", "lead", "body", "related"])
        {
            fields[name] = System.Net.WebUtility.HtmlDecode(Regex.Match(html, $"<textarea id=\"{name}\"[^>]*>(.*?)</textarea>", RegexOptions.Singleline).Groups[1].Value);
        }

        fields["sharing"] = Regex.Match(html, "<option value=\"([0-9a-f]{32})\" selected").Groups[1].Value;
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        fields["do"] = doing;
        return await client.PostFormAsync(path, [.. fields.Select(f => (f.Key, f.Value))]);
    }

    /// <summary>A new post that is public.</summary>
    public static async Task<string> PublishAsync(this HttpClient client, string title = "Isen bär", string body = "<p>Isen bär nu.</p>", params (string Name, string Value)[] more)
    {
        var path = await client.BeginAsync();
        using var answer = await client.WriteAsync(path, "publish", [("title", title), ("body", body), .. more]);
        Assert.Equal(path + "?done=published", answer.Headers.Location?.OriginalString);
        return path;
    }

    public static async Task<HttpResponseMessage> PutDraftAsync(this HttpClient client, string path, object draft) =>
        await client.PutAsJsonAsync(new Uri(path + "/draft", UriKind.Relative), draft, Cancel);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.TextAsync()).RootElement;

    public static async Task<JsonElement> DraftAsync(this HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path + "/draft");
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.JsonAsync();
    }

    public static long IdOf(string path) => long.Parse(path[(path.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    public static Task<Post> PostAtAsync(this Site site, string path)
    {
        var id = IdOf(path);
        return site.WithDbAsync(db => db.Posts.AsNoTracking().Include(p => p.Tags).SingleAsync(p => p.Id == id, Cancel));
    }

    public static async Task<int> StatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        return (int)answer.StatusCode;
    }

    private static string Value(string html, string name) =>
        System.Net.WebUtility.HtmlDecode(Regex.Match(html, $"<input id=\"{name}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
