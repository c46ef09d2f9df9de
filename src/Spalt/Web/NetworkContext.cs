using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Spalt.Networks;
using Spalt.Web.Errors;

namespace Spalt.Web;

internal static class NetworkContext
{
    /// <summary>What is the same for every network, and what the page that says that there is none needs.</summary>
    private static readonly PathString[] ForAnyHost = ["/-/health", "/-/assets", "/-/theme", "/-/icon", "/favicon.ico"];

    /// <summary>The network whose host was asked for.</summary>
    public static NetworkFace Network(this HttpContext context) =>
        context.Features.Get<NetworkFace>() ?? throw new InvalidOperationException("This request is for no network.");

    /// <summary>The same, for pages, partials and layouts.</summary>
    public static NetworkFace Network(this ViewContext view) => view.HttpContext.Network();

    /// <summary>Beyond this point there is a network, and texts are in its language: not the browser's, the pages are the same for all.</summary>
    public static IApplicationBuilder UseNetwork(this IApplicationBuilder app)
    {
        var hosts = app.ApplicationServices.GetRequiredService<Hosts>();
        return app.Use((context, next) => EnterAsync(context, next, hosts));
    }

    private static Task EnterAsync(HttpContext context, RequestDelegate next, Hosts hosts)
    {
        if (context.Features.Get<NetworkFace>() is { } network)
        {
            CultureInfo.CurrentCulture = network.Culture;
            CultureInfo.CurrentUICulture = network.Culture;
            return next(context);
        }

        return Array.Exists(ForAnyHost, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            ? next(context)
            : ErrorPages.WriteAsync(context, hosts.AreNone ? ErrorPage.Empty : ErrorPage.NotServed);
    }
}
