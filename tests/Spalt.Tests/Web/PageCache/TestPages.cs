using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Spalt.Tests.Web.PageCache;

/// <summary>Pages that a test adds beside the product's own, as endpoints of the same pipeline; each counts how often it was rendered.</summary>
internal sealed class TestPages : IStartupFilter
{
    private readonly Dictionary<string, RequestDelegate> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _rendered = new(StringComparer.Ordinal);

    public TestPages With(string path, RequestDelegate page)
    {
        _pages[path] = page;
        return this;
    }

    public int Rendered(string path) => _rendered.GetValueOrDefault(path);

    public void AddTo(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);

    /// <summary>Routing leaves alone what has its endpoint already; the page cache comes before either.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, go) =>
        {
            var path = context.Request.Path.Value ?? "";
            if (_pages.TryGetValue(path, out var page) || _pages.TryGetValue(path[..(path.LastIndexOf('/') + 1)] + "*", out page))
            {
                context.SetEndpoint(new Endpoint(Counting(path, page), EndpointMetadataCollection.Empty, path));
            }

            return go(context);
        });
        next(app);
    };

    private RequestDelegate Counting(string path, RequestDelegate page) => context =>
    {
        _rendered.AddOrUpdate(path, 1, (_, n) => n + 1);
        context.Response.ContentType ??= "text/html; charset=utf-8";
        return page(context);
    };
}
