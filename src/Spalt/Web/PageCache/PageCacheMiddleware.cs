using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>
/// Sits before routing. A hit is answered on the socket's own thread; everything else hops to the thread pool first, so that one slow
/// page never stalls the sockets. Of many who miss the same page one renders it. When the database is away, what was frozen before is
/// served however old it is.
/// </summary>
internal sealed class PageCacheMiddleware(
    RequestDelegate next, FrozenPages pages, PageCacheOptions options, Hosts hosts, Database database, Outage outage,
    TimeProvider clock, ILogger<PageCacheMiddleware> log)
{
    /// <summary>How long anybody waits for what another renders: a reader must not depend on how somebody else's request fares.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<PageKey, Flight> _flights = new();

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (hosts.TryFind(request.Host.Value ?? "", out var network) && network is not null
            && Path(request) is { } path && pages.Find(PageKey.Of(network, path)) is { } page && pages.IsFresh(page)
            && page.Ready(request.Headers.AcceptEncoding) is { } form)
        {
            page.WasRead();
            return FrozenResponse.WriteAsync(context, page, form, FrozenResponse.Hit, clock);
        }

        return HopAsync(context);
    }

    private async Task HopAsync(HttpContext context)
    {
        await Task.Yield();
        var request = context.Request;
        var network = await hosts.FindAsync(request.Host.Value ?? "", context.RequestAborted);
        context.Features.Set(network);
        var path = Path(request);
        LeaveOutBody(request);
        if (HttpMethods.IsHead(request.Method))
        {
            // The server leaves out the body by itself; below, every page that can be read can be asked about.
            request.Method = HttpMethods.Get;
        }

        await (network is not null && path is not null ? AnswerAsync(context, PageKey.Of(network, path)) : next(context));
    }

    private async Task AnswerAsync(HttpContext context, PageKey key)
    {
        var arrived = pages.Clock;
        while (true)
        {
            if (pages.Find(key) is { } frozen)
            {
                if (pages.IsFresh(frozen))
                {
                    await WriteAsync(context, frozen, FrozenResponse.Hit);
                    return;
                }

                if (!outage.IsWorthAsking())
                {
                    await WriteAsync(context, frozen, FrozenResponse.Stale);
                    return;
                }
            }

            var mine = new Flight();
            var first = _flights.GetOrAdd(key, mine);
            if (ReferenceEquals(first, mine) || (!await HasLandedAsync(first, context.RequestAborted) && _flights.TryUpdate(key, mine, first)))
            {
                await LeadAsync(context, key, mine, arrived);
                return;
            }

            if (!first.Landing.IsCompleted)
            {
                // Somebody else took over from the one who took too long.
                continue;
            }

            var (page, mayTryAgain) = await first.Landing;
            if (page is not null && pages.HoldsAllBefore(page, arrived))
            {
                await WriteAsync(context, page, FrozenResponse.Hit);
                return;
            }

            if (page is null && !mayTryAgain)
            {
                await next(context);
                return;
            }
        }
    }

    private static async Task<bool> HasLandedAsync(Flight flight, CancellationToken cancel)
    {
        try
        {
            await flight.Landing.WaitAsync(Patience, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return flight.Landing.IsCompleted;
        }
    }

    private async Task LeadAsync(HttpContext context, PageKey key, Flight flight, long arrived)
    {
        try
        {
            // Another flight may have landed since we looked.
            if (pages.Find(key) is { } landed && pages.HoldsAllBefore(landed, arrived))
            {
                Leave(key, flight).Land(landed);
                await WriteAsync(context, landed, FrozenResponse.Hit);
                return;
            }

            var page = await RenderAsync(context, key, flight);
            Leave(key, flight).Land(page);
            if (page is not null)
            {
                await WriteAsync(context, page, FrozenResponse.Miss);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Leave(key, flight).GiveUp();
            throw;
        }
        catch (Exception error) when (database.IsAway(error))
        {
            outage.Begin();
            if (context.Response.HasStarted || pages.Find(key) is not { } old)
            {
                Leave(key, flight).Fail(error);
                throw;
            }

            Leave(key, flight).GiveUp();
            log.LogWarning("The database is away: {Path} is served as it was: {Reason}", key.Path, error.GetBaseException().Message);
            await WriteAsync(context, old, FrozenResponse.Stale);
        }
        catch
        {
            // It may have been this one request's fault: the others find out for themselves.
            Leave(key, flight).GiveUp();
            throw;
        }
    }

    /// <summary>Renders the page and keeps it; null where it turned out to be none that freezes, and the client has been answered.</summary>
    private async Task<FrozenPage?> RenderAsync(HttpContext context, PageKey key, Flight flight)
    {
        var stamp = pages.Clock;
        var client = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var body = new FreezerBody(context, client, () => flight.Land(page: null));
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body, client));
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(client);
        }

        var response = context.Response;
        if (body.Held is { Length: > 0 } held)
        {
            if (response.StatusCode == StatusCodes.Status200OK && context.Features.Get<Freezing>() is { } freezing
                && FrozenHeaders.AreForEverybody(response.Headers))
            {
                // A file that is copied ends quietly when its reader leaves in the middle: half of it must not become the page.
                context.RequestAborted.ThrowIfCancellationRequested();
                if (freezing.ShowsTheDatabase)
                {
                    outage.End();
                }

                return pages.Keep(key, held.Span, response.Headers, freezing, stamp);
            }

            await response.Body.WriteAsync(held, context.RequestAborted);
        }

        return null;
    }

    /// <summary>
    /// What is asked for has no body (RFC 9110 §9.3.1). The framework would read one, as a form, before it renders: whoever sent it drop
    /// by drop could hold the page and all who wait for it.
    /// </summary>
    private static void LeaveOutBody(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            request.Body = Stream.Null;
            request.Headers.Remove(HeaderNames.ContentType);
            request.Headers.Remove(HeaderNames.ContentLength);
            request.Headers.Remove(HeaderNames.TransferEncoding);
        }
    }

    private Flight Leave(PageKey key, Flight flight)
    {
        _flights.TryRemove(KeyValuePair.Create(key, flight));
        return flight;
    }

    private Task WriteAsync(HttpContext context, FrozenPage page, StringValues cacheStatus)
    {
        if (cacheStatus != FrozenResponse.Miss)
        {
            page.WasRead();
        }

        context.Response.Clear();
        return FrozenResponse.WriteAsync(context, page, page.Make(context.Request.Headers.AcceptEncoding), cacheStatus, clock);
    }

    /// <summary>
    /// The key below the network; null for what is never frozen: other methods, queries that mean something, and pictures, which are
    /// files already. Somebody who is signed in waits for nobody else's page.
    /// </summary>
    private string? Path(HttpRequest request) =>
        options.Enabled && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (!request.QueryString.HasValue || !MeaningfulQuery.Is(request.Query))
        && !request.Path.StartsWithSegments("/-/media", StringComparison.Ordinal)
        && (request.Headers.Cookie.Count == 0 || !request.Cookies.ContainsKey(Accounts.AccountServices.CookieName))
            ? request.Path.Value : null;
}

/// <summary>
/// Queries that change what is answered, the only ones that anything reads: <c>feed</c> (FeedQueryRedirect), <c>p</c> (a blog's front),
/// <c>replytocom</c> (a post), <c>vid</c> (VidQuery). All others (campaign marks, what else WordPress was asked) are ignored. A name comes with its reader.
/// </summary>
internal static class MeaningfulQuery
{
    private static readonly string[] Names = ["feed", "p", "replytocom", "vid"];

    public static bool Is(IQueryCollection query) => Names.Any(query.ContainsKey);
}
