using System.Globalization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Spalt.Web;

/// <summary>
/// Routing takes <c>/FeEd/</c> for <c>/feed/</c> and <c>007</c> for 7; the page cache does not, and would keep the same document under
/// any number of addresses. Other spellings lead to the right one, before anything is rendered.
/// </summary>
internal static class OneSpelling
{
    public static TBuilder InOneSpelling<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (context, next) =>
        Right(context.HttpContext) is { } right ? TypedResults.Redirect(right, permanent: true) : await next(context));

    /// <summary>The right address; null where that is the one which was asked for.</summary>
    private static string? Right(HttpContext context)
    {
        if (context.Request.Path.Value is not { } path || context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return null;
        }

        var words = path.Split('/');
        for (var i = 0; i < endpoint.RoutePattern.PathSegments.Count && i + 1 < words.Length; i++)
        {
            words[i + 1] = string.Concat(endpoint.RoutePattern.PathSegments[i].Parts.Select(part => Spelled(part, endpoint, context.Request.RouteValues, words[i + 1])));
        }

        var right = string.Join('/', words);
        return right == path ? null : new PathString(right).ToUriComponent();
    }

    private static string Spelled(RoutePatternPart part, RouteEndpoint endpoint, RouteValueDictionary values, string asked) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,

        // The last word of a feed's address is one of a few; of a name, only the database knows how it is written.
        RoutePatternParameterPart { IsOptional: true } => asked.ToLowerInvariant(),
        RoutePatternParameterPart number when endpoint.RoutePattern.PathSegments.Count == 1
            && int.TryParse(values[number.Name] as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) => n.ToString(CultureInfo.InvariantCulture),
        _ => asked,
    };
}
