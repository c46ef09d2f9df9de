namespace Spalt.Feeds;

/// <summary>WordPress's oldest spelling of a feed's address, <c>/blog/?feed=rss2</c>, leads to today's, <c>/blog/feed/</c>.</summary>
internal static class FeedQueryRedirect
{
    /// <summary>Beside one of these it was the feed of something smaller than the path says: nothing leads there.</summary>
    private static readonly string[] Smaller = ["p", "page_id", "s", "m", "cat", "author"];

    public static IApplicationBuilder UseFeedQueryRedirect(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.QueryString.HasValue && Below(request.Query["feed"].ToString()) is { } feed && Leads(request))
        {
            context.Response.Redirect(request.Path.ToUriComponent().TrimEnd('/') + feed, permanent: true);
            return Task.CompletedTask;
        }

        return next(context);
    });

    /// <summary>A path that begins with two slashes would lead to another host.</summary>
    private static bool Leads(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/-", StringComparison.Ordinal)
        && request.Path.Value?.StartsWith("//", StringComparison.Ordinal) is false && !Smaller.Any(request.Query.ContainsKey);

    private static string? Below(string feed) => feed switch
    {
        "rss2" or "rss" or "rdf" => "/feed/",
        "atom" => "/feed/atom/",
        "json" => "/feed/json/",
        "comments-rss2" => "/comments/feed/",
        "comments-atom" => "/comments/feed/atom/",
        _ => null,
    };
}
