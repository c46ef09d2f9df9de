using Spalt.Networks;

namespace Spalt.Web;

/// <summary>
/// What is asked of a blog's own host becomes the network's path, once, so that whatever answers knows only those. What the network
/// has is not there: reading leads to the network's host, sending finds nothing. And who reads the blog at the network's host is led to its own.
/// </summary>
internal static class BlogHosts
{
    public static IApplicationBuilder UseBlogHosts(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Features.Get<NetworkFace>() is { HasDomains: true } network ? EnterAsync(context, next, network) : next(context));

    private static Task EnterAsync(HttpContext context, RequestDelegate next, NetworkFace network)
    {
        var (request, response) = (context.Request, context.Response);
        var asked = request.Path.Value ?? "";
        if (network.PathOf(asked) is not { } path)
        {
            return HttpMethods.IsGet(request.Method) ? LeadAsync(response, network.Origin + request.Path.ToUriComponent() + request.QueryString, permanent: false) : MissAsync(response);
        }

        if (network.Here is null && HttpMethods.IsGet(request.Method) && network.DomainOf(path) is { } domain)
        {
            return LeadAsync(response, domain.Address(request.Path.ToUriComponent()) + request.QueryString, permanent: true);
        }

        request.Path = path;
        return LinksFromHere.TurnAsync(context, () => next(context));
    }

    private static Task LeadAsync(HttpResponse response, string address, bool permanent)
    {
        response.Redirect(address, permanent);
        return Task.CompletedTask;
    }

    private static Task MissAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
