using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Spalt.Accounts;
using Spalt.Networks;
using Spalt.Web;

namespace Spalt.Statistics;

/// <summary>
/// <c>POST /-/read</c> with <c>page</c> (<c>0</c>, <c>12</c> of a blog, <c>12/345</c> of a post) and <c>from</c> (a host or nothing), as a form: a
/// page's script tells that it was seen. So reads count however many caches stand before the server, and robots that run no script do not.
/// 204; 400 for what no page of ours sends. Those who are signed in do not count: they work here.
/// </summary>
internal static class ReadEndpoint
{
    private const string Limit = "reads";
    private const int LongestHost = 253;

    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddSingleton<ReadCounter>().AddSingleton<FeedReaders>().AddSingleton<CountKeeper>()
        .AddHostedService(all => all.GetRequiredService<CountKeeper>())
        .AddRateLimiter(limits => limits.AddPolicy(Limit, new HouseholdLimit(burst: 60, TimeSpan.FromSeconds(1))));

    public static void MapReads(this IEndpointRouteBuilder app) =>
        app.MapPost("/-/read", CountAsync).AllowAnonymous().RequireRateLimiting(Limit).WithMetadata(new RequestSizeLimitAttribute(1024));

    private static async Task<IResult> CountAsync(HttpContext context, ReadCounter counter, TimeProvider clock, CancellationToken cancel)
    {
        if (!context.Request.HasFormContentType)
        {
            return TypedResults.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(cancel);
        var page = form["page"].ToString().Split('/');
        if (page.Length > 2 || Number(page[0]) is not { } blog || Number(page.Length == 2 ? page[1] : "0") is not { } post || (blog == 0 && post != 0)
            || HostOf(form["from"].ToString()) is not { } from)
        {
            return TypedResults.BadRequest();
        }

        if (!context.Request.Cookies.ContainsKey(AccountServices.CookieName))
        {
            var network = context.Network();
            counter.Add(new ReadPlace(network.Id, network.DayOf(clock.GetUtcNow()), blog, post, network.IsOurs(from) ? "" : from));
        }

        return TypedResults.NoContent();
    }

    /// <summary>The host in lower case without <c>www.</c>; empty for none, null for what is none.</summary>
    private static string? HostOf(string typed)
    {
        var host = typed.Trim().TrimEnd('.').ToLowerInvariant();
        if (host.Length > LongestHost || (host.Length > 0 && Uri.CheckHostName(host) is UriHostNameType.Unknown))
        {
            return null;
        }

        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
