using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>
/// Sits before routing. A hit is answered on the socket's own thread; a miss hops to the thread pool before it renders, so that
/// one slow page never stalls the sockets. Of many who miss the same page one renders it. When the database is away, what was
/// frozen before is served however old it is.
/// </summary>
internal sealed class PageCacheMiddleware(
    RequestDelegate next, FrozenPages pages, PageCacheOptions options, Hosts hosts, Database database, TimeProvider clock,
    ILogger<PageCacheMiddleware> log)
{
    /// <summary>After the database was found away, how long frozen pages are served without asking it again.</summary>
    private static readonly TimeSpan Respite = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(long Network, string Target), TaskCompletionSource> _rendering = new();
    private long _awayUntil;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (hosts.TryFind(request.Host.Value ?? "", out var network) && network is not null)
        {
            context.Features.Set(network);
            if (options.Enabled && IsCacheable(request) && Target(request) is { } target
                && pages.Find(network.Id, target) is { } page && pages.IsFresh(page))
            {
                return FrozenResponse.WriteAsync(context, page, FrozenResponse.Hit);
            }
        }

        return HopAsync(context);
    }

    private async Task HopAsync(HttpContext context)
    {
        await Task.Yield();
        var network = context.Features.Get<NetworkFace>();
        if (network is null)
        {
            network = await hosts.FindAsync(context.Request.Host.Value ?? "", context.RequestAborted);
            context.Features.Set(network);
        }

        if (network is not null && options.Enabled && IsCacheable(context.Request) && Target(context.Request) is { } target)
        {
            await RenderAsync(context, (network.Id, target));
        }
        else
        {
            await next(context);
        }
    }

    private async Task RenderAsync(HttpContext context, (long Network, string Target) key)
    {
        while (true)
        {
            if (pages.Find(key.Network, key.Target) is { } frozen)
            {
                if (pages.IsFresh(frozen))
                {
                    await FrozenResponse.WriteAsync(context, frozen, FrozenResponse.Hit);
                    return;
                }

                if (Volatile.Read(ref _awayUntil) > clock.GetTimestamp())
                {
                    await FrozenResponse.WriteAsync(context, frozen, FrozenResponse.Stale);
                    return;
                }
            }

            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _rendering.GetOrAdd(key, mine);
            if (!ReferenceEquals(first, mine))
            {
                await first.Task.WaitAsync(context.RequestAborted);
                if (pages.Find(key.Network, key.Target) is null)
                {
                    // It may not be frozen: everybody renders for himself.
                    await next(context);
                    return;
                }

                continue;
            }

            try
            {
                await RenderAndKeepAsync(context, key);
                return;
            }
            finally
            {
                _rendering.TryRemove(key, out _);
                mine.SetResult();
            }
        }
    }

    private async Task RenderAndKeepAsync(HttpContext context, (long Network, string Target) key)
    {
        var stamp = pages.Clock;
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        catch (Exception error) when (database.IsAway(error) || (error.InnerException is { } inner && database.IsAway(inner)))
        {
            Volatile.Write(ref _awayUntil, clock.GetTimestamp() + (long)(Respite.TotalSeconds * clock.TimestampFrequency));
            if (pages.Find(key.Network, key.Target) is not { } old)
            {
                throw;
            }

            log.LogWarning("The database is away: {Target} is served as it was", key.Target);
            context.Response.Clear();
            context.Features.Set(original);
            await FrozenResponse.WriteAsync(context, old, FrozenResponse.Stale);
            return;
        }
        finally
        {
            context.Features.Set(original);
        }

        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var response = context.Response;
        if (context.Features.Get<Freezing>() is { } freezing && response.StatusCode is 200 or 404 or 410 && body.Length > 0)
        {
            var page = pages.Keep(key.Network, key.Target, body.Span, response.StatusCode, response.ContentType ?? "", freezing, stamp);
            await FrozenResponse.WriteAsync(context, page, FrozenResponse.Miss);
        }
        else if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static bool IsCacheable(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>The key below the network; null for addresses whose query means something, which are never frozen, and for pictures, which are files already.</summary>
    private static string? Target(HttpRequest request) =>
        (!request.QueryString.HasValue || !MeaningfulQuery.Is(request.Query)) && !request.Path.StartsWithSegments("/-/media", StringComparison.Ordinal)
            ? request.Path.Value : null;
}

/// <summary>Queries that change what is shown. All others (campaign marks and the like) are ignored.</summary>
internal static class MeaningfulQuery
{
    private static readonly string[] Names = ["p", "s", "replytocom", "m", "cat", "paged", "feed", "page_id", "author", "posts"];

    public static bool Is(IQueryCollection query) => Names.Any(query.ContainsKey);
}
