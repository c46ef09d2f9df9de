using Microsoft.Extensions.Primitives;

namespace Spalt.Web;

/// <summary>Headers that every response has. No inline script or style, nothing from a third party, no framing by others.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'";

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
        return next(context);
    });
}
