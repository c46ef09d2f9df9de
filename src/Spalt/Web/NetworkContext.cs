using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Spalt.Networks;

namespace Spalt.Web;

internal static class NetworkContext
{
    /// <summary>The network whose host was asked for.</summary>
    public static NetworkFace Network(this HttpContext context) =>
        context.Features.Get<NetworkFace>() ?? throw new InvalidOperationException("This request is for no network.");

    /// <summary>The same, for pages, partials and layouts.</summary>
    public static NetworkFace Network(this ViewContext view) => view.HttpContext.Network();

    /// <summary>Beyond this point there is a network, and texts are in its language: not the browser's, the pages are the same for all.</summary>
    public static IApplicationBuilder UseNetwork(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<NetworkFace>() is { } network)
        {
            CultureInfo.CurrentCulture = network.Culture;
            CultureInfo.CurrentUICulture = network.Culture;
            return next(context);
        }

        if (context.Request.Path.StartsWithSegments("/-/health", StringComparison.Ordinal))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
