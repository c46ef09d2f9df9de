using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Spalt.Tests.Moderation.Egress;

/// <content>Every address that the program answers without asking who it is, found in its own table: one that is new is asked without being listed here.</content>
internal sealed partial class Story
{
    /// <summary>What stands for the parameters of routes: several of one are all asked.</summary>
    private Dictionary<string, string[]> ValuesFor(PlacedPost post, PlacedComment? comment)
    {
        var (id, path) = ($"{comment?.Id ?? 0}", PathOf(post)[(post.Paper.Blog.Slug.Length + 2)..].TrimEnd('/'));
        var parts = path.Split('/');
        return new(StringComparer.Ordinal)
        {
            ["blog"] = [post.Paper.Blog.Slug],
            ["path"] = [path],
            ["year"] = [parts[0]],
            ["month"] = [parts.ElementAtOrDefault(1) ?? "01"],
            ["day"] = [parts.ElementAtOrDefault(2) ?? "01"],
            ["slug"] = [post.Slug],
            ["author"] = ["disa-holm"],
            ["undated"] = ["odaterat"],
            ["format"] = ["", "atom", "json"],
            ["order"] = Orders,
            ["top"] = [id],
            ["which"] = [comment?.Which ?? "s0"],
            ["kind"] = ["comments"],
            ["number"] = ["1", "2"],
            ["/-/posts/{id}"] = [$"{post.Id}"],
        };
    }

    private async Task WalkAsync()
    {
        var post = _posts.Find(p => p.Paper.IsPublic) ?? _posts[0];
        foreach (var comment in _comments.Where(c => c.Post == post).DefaultIfEmpty())
        {
            var values = ValuesFor(post, comment);
            foreach (var route in PublicRoutes().SelectMany(r => Fill(r, values, $"{comment?.Id ?? 0}")).Distinct(StringComparer.Ordinal))
            {
                var answer = await _town.AskAsync(route);
                Expect(answer.Status < 500, $"{route} answered {answer.Status}");
                _town.Heed(answer.Text + answer.Leads, route);
            }
        }

        await TakeOutAsync();
    }

    /// <summary>What somebody else takes out of the newspaper as their own.</summary>
    private async Task TakeOutAsync()
    {
        using var nothing = new FormUrlEncodedContent([]);
        using var answer = await _town.SendAsync(_town.Mona, HttpMethod.Post, "/-/account/data", nothing);
        Expect((int)answer.StatusCode == 200, $"the export answered {(int)answer.StatusCode}");
        await using var zip = await ZipArchive.CreateAsync(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, Cancel);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel));
            _town.Heed(await reader.ReadToEndAsync(Cancel), "somebody else's export");
        }
    }

    private IEnumerable<string> PublicRoutes() =>
        from endpoint in _town.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
        where endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            ? page.HandlerMethods.Any(h => h.HttpMethod.Equals("GET", StringComparison.OrdinalIgnoreCase))
            : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET", StringComparer.Ordinal) != false
        select "/" + endpoint.RoutePattern.RawText!.Trim('/');

    /// <summary>Every address that a route may mean; an optional part is left out where there is nothing to put there.</summary>
    private static IEnumerable<string> Fill(string route, Dictionary<string, string[]> values, string id)
    {
        var bare = Parameter().Replace(route, match => "{" + match.Groups["name"].Value + "}");
        List<string> filled = [""];
        var from = 0;
        foreach (Match match in Bare().Matches(bare))
        {
            var (before, name) = (bare[from..match.Index], match.Groups["name"].Value);
            from = match.Index + match.Length;
            string[] may = values.GetValueOrDefault(bare[..from]) ?? values.GetValueOrDefault(name) ?? (name is "id" ? [id] : name is "way" or "mark" ? [""] : ["1"]);
            filled = [.. filled.SelectMany(f => may.Select(value => f + before + value))];
        }

        // Most addresses of blogs end with a slash, and lead there without one.
        return filled.ConvertAll(f => (f + bare[from..]).TrimEnd('/')).SelectMany(f => new[] { f + "/", f.Length == 0 ? "/" : f });
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)(:[^{}]*|\?)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();
}
