namespace Spalt.History;

/// <summary>A post's address with <c>?vid=2026-03-01T12:00</c> is the post as it was then: another page answers, at the same address.</summary>
internal static class VidQuery
{
    public const string Name = "vid";

    private const string Path = "/-/then";

    public static IApplicationBuilder UseVidQuery(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.QueryString.HasValue && request.Query.ContainsKey(Name) && request.Path.Value is { Length: > 1 } path
            && !request.Path.StartsWithSegments("/-", StringComparison.Ordinal) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            request.Path = Path + path;
        }

        return next(context);
    });
}
