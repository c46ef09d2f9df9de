using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Spalt.Tests.Members;

/// <summary>Everybody goes everywhere, and what they are answered stands in <c>who-may-what.md</c>.</summary>
public partial class WalkingEverywhere
{
    private const string Rewrite = "SPALT_TEST_REWRITE";

    private static readonly string Table = Path.Combine(Here(), "who-may-what.md");

    [Fact]
    public async Task Everybody_gets_what_the_table_says_and_nothing_is_missing_in_it()
    {
        await using var cast = await Cast.AssembleAsync();
        var endpoints = cast.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.Empty(endpoints.Where(e => PolicyOf(e) is null).Select(e => $"{e.DisplayName} does not say who may"));
        var doors = endpoints.OfType<RouteEndpoint>().SelectMany(DoorsOf).Distinct().OrderBy(d => d.Route, StringComparer.Ordinal).ThenBy(d => d.Method, StringComparer.Ordinal).ToList();
        Assert.Equal(endpoints.Count, endpoints.OfType<RouteEndpoint>().Count());

        var found = new Dictionary<Door, string>();
        foreach (var door in doors.OrderBy(d => d.Route == "/-/logout"))
        {
            var answers = new List<string>();
            foreach (var role in cast.Roles)
            {
                answers.Add(await cast.AskAsync(role, door.Method, Fill(door.Route, cast.Values), door.TakesJson));
            }

            found[door] = $"| {door.Method} | `{door.Route.Replace("|", "\\|", StringComparison.Ordinal)}` | {door.Policy} | {string.Join(" | ", answers)} |";
        }

        string[] head =
        [
            $"| | | policy | {string.Join(" | ", cast.Roles)} |", string.Concat(Enumerable.Repeat("| --- ", 3 + cast.Roles.Count())) + "|",
        ];
        string[] rows = [.. head, .. doors.Select(d => found[d])];
        var known = (await File.ReadAllLinesAsync(Table, TestContext.Current.CancellationToken)).ToList();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllLinesAsync(Table, known.TakeWhile(l => !l.StartsWith('|')).Concat(rows), TestContext.Current.CancellationToken);
            return;
        }

        var expected = known.Where(l => l.StartsWith('|')).ToList();
        Assert.Empty(rows.Except(expected, StringComparer.Ordinal).Select(r => "answered, not in the table: " + r)
            .Concat(expected.Except(rows, StringComparer.Ordinal).Select(r => "in the table, not answered: " + r)));
    }

    /// <summary>A page is one endpoint for all its methods: its handlers say which there are.</summary>
    private static IEnumerable<Door> DoorsOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            ? page.HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant())
            : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        var route = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        return methods.Where(m => m != "HEAD").Distinct(StringComparer.Ordinal).Select(m => new Door(m, route, PolicyOf(endpoint)!, IsForJson(endpoint)));
    }

    private static bool IsForJson(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true;

    private static string? PolicyOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anybody"
        : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is { Count: > 0 } rules && rules.All(r => r.Policy is not null) ? string.Join(", ", rules.Select(r => r.Policy).Distinct(StringComparer.Ordinal))
        : null;

    private static string Fill(string route, Dictionary<string, string> values)
    {
        var bare = Parameter().Replace(route, match => "{" + match.Groups["name"].Value + "}");
        var path = Bare().Replace(bare, match =>
            values.GetValueOrDefault(bare[..(match.Index + match.Length)]) ?? values.GetValueOrDefault(match.Groups["name"].Value)
            ?? throw new InvalidOperationException($"{route}: the cast has no value for {match.Value}. Add one to Cast.Values."));
        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary><c>{blog}</c>, <c>{**path}</c>, <c>{id:long}</c>, <c>{month:regex(^\d\d?$)}</c>, <c>{format?}</c>.</summary>
    [GeneratedRegex(@"\{\**(?<name>\w+)(:[^{}]*|\?)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    private sealed record Door(string Method, string Route, string Policy, bool TakesJson);
}
