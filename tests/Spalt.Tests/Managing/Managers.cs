using System.Net;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;

namespace Spalt.Tests.Managing;

/// <summary>What tests of the network's settings begin with.</summary>
internal static partial class Managers
{
    /// <summary>A network with a blog, and its publisher, signed in.</summary>
    public static async Task<(Network Network, Blog Blog, HttpClient Publisher)> NewspaperAsync(this Site site)
    {
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        return (network, blog, await site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network));
    }

    /// <summary>The page as people read it.</summary>
    public static async Task<string> PageAsync(this HttpClient client, string path, int expected = 200)
    {
        using var answer = await client.AskAsync(path);
        Assert.Equal(expected, (int)answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.TextAsync());
    }

    /// <summary>Sends a form that is taken.</summary>
    public static async Task<string> DoAsync(this HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await client.PostFormAsync(path, await client.WithVersionAsync(path, fields));
        Assert.True((int)answer.StatusCode == 303, $"{(int)answer.StatusCode}: {WebUtility.HtmlDecode(await answer.TextAsync())}");
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Sends a form that is refused: what stands beside the field.</summary>
    public static async Task<string> RefusedAsync(this HttpClient client, string path, string field, params (string Name, string Value)[] fields)
    {
        using var answer = await client.PostFormAsync(path, await client.WithVersionAsync(path, fields));
        var html = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(422, (int)answer.StatusCode);
        var error = System.Text.RegularExpressions.Regex.Match(html, $"id=\"{field}-error\"[^>]*>([^<]*)<");
        Assert.True(error.Success || field.Length == 0, html);
        return field.Length == 0 ? html : error.Groups[1].Value;
    }

    /// <summary>The fields, and what the page says that they are a change of.</summary>
    private static async Task<(string Name, string Value)[]> WithVersionAsync(this HttpClient client, string path, (string Name, string Value)[] fields)
    {
        using var page = await client.AskAsync(path);
        return Version().Match(await page.TextAsync()) is { Success: true } version && !Array.Exists(fields, f => f.Name == "version")
            ? [.. fields, ("version", version.Groups["version"].Value)] : fields;
    }

    [System.Text.RegularExpressions.GeneratedRegex("name=\"version\" value=\"(?<version>[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex Version();
}
