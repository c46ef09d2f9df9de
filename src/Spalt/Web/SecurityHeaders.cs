using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Spalt.Web;

/// <summary>Headers that every response has. No inline script or style, nothing from a third party, no framing by others.</summary>
internal static class SecurityHeaders
{
    /// <summary>The policy of every page that holds nothing of a publisher's own (<see cref="Slots"/>).</summary>
    public static readonly IReadOnlyList<(string Name, string Sources)> Directives =
    [
        ("default-src", "'none'"), ("script-src", "'self'"), ("style-src", "'self'"), ("img-src", "'self'"), ("font-src", "'self'"), ("connect-src", "'self'"),
        ("form-action", "'self'"), ("frame-ancestors", "'self'"), ("base-uri", "'none'"), ("manifest-src", "'self'"),
    ];

    /// <summary>The same as a header says it.</summary>
    public static readonly string Policy = string.Join("; ", Directives.Select(d => $"{d.Name} {d.Sources}"));

    private static readonly StringValues ContentSecurityPolicy = Policy;

    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues ReferrerPolicy = "strict-origin-when-cross-origin";
    private static readonly StringValues PermissionsPolicy = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
    private static readonly StringValues SameOrigin = "same-origin";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = ReferrerPolicy;
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Write(context.Response.Headers);
        context.Response.OnStarting(Keep, context.Response);
        return next(context);
    });

    /// <summary>
    /// What said nothing of how long it holds must not be kept by a guess of somebody on the way (RFC 9111 §4.2.2): an error not at
    /// all, and it reads differently for a program (<see cref="Accepting"/>); anything else only to ask again.
    /// </summary>
    private static Task Keep(object response)
    {
        var (status, headers) = (((HttpResponse)response).StatusCode, ((HttpResponse)response).Headers);
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = status >= StatusCodes.Status400BadRequest ? NoStore : NoCache;
        }

        if (status >= StatusCodes.Status400BadRequest)
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        }

        return Task.CompletedTask;
    }
}
