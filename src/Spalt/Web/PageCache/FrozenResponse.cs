using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Spalt.Web.PageCache;

/// <summary>Writes a frozen page: conditional requests, content coding, the headers every page has.</summary>
internal static class FrozenResponse
{
    /// <summary>RFC 9211.</summary>
    public static readonly StringValues Hit = "spalt; hit";
    public static readonly StringValues Miss = "spalt; fwd=miss; stored";

    /// <summary>The database is away: the page may be older than what was last written.</summary>
    public static readonly StringValues Stale = "spalt; hit; ttl=-1; detail=stale-if-error";

    private static readonly StringValues VaryByCoding = "Accept-Encoding";

    public static Task WriteAsync(HttpContext context, FrozenPage page, StringValues cacheStatus)
    {
        var request = context.Request.Headers;
        var response = context.Response;
        var headers = response.Headers;
        page.UsedAt = Environment.TickCount64;
        var form = page.For(request.AcceptEncoding);
        headers.ETag = form.ETag;
        headers.Vary = VaryByCoding;
        headers.CacheControl = page.CacheControl;
        headers["Cache-Status"] = cacheStatus;
        headers["Surrogate-Key"] = page.SurrogateKey;
        SecurityHeaders.Write(headers);
        if (page.LastModified.Count > 0)
        {
            headers.LastModified = page.LastModified;
        }

        if (page.Status == StatusCodes.Status200OK && IsUnchanged(request, page, form))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = page.Status;
        headers.ContentType = page.ContentType;
        headers.ContentLength = form.Length;
        if (form.ContentEncoding.Count > 0)
        {
            headers.ContentEncoding = form.ContentEncoding;
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(form.Body, CancellationToken.None).AsTask();
    }

    /// <summary>RFC 9110 §13.2.2: the entity tag decides; only without one does the date.</summary>
    private static bool IsUnchanged(IHeaderDictionary request, FrozenPage page, FrozenPage.Form form)
    {
        var tags = request.IfNoneMatch;
        if (tags.Count > 0)
        {
            var own = form.ETag.ToString();
            return tags.ToString() is var asked && (asked is "*" || asked.Split(',').Any(tag => Weakly(tag.AsSpan().Trim()).SequenceEqual(own)));
        }

        return page.LastModifiedAt is { } modified
            && DateTimeOffset.TryParseExact(
                request.IfModifiedSince.ToString(), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            && modified <= since;
    }

    private static ReadOnlySpan<char> Weakly(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
