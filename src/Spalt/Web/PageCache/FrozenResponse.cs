using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Spalt.Web.PageCache;

/// <summary>Writes a frozen page, or says that the client has it already.</summary>
internal static class FrozenResponse
{
    public const string SurrogateKey = "Surrogate-Key";

    /// <summary>RFC 9211.</summary>
    public const string CacheStatus = "Cache-Status";
    public static readonly StringValues Hit = "spalt; hit";
    public static readonly StringValues Miss = "spalt; fwd=miss; stored";

    /// <summary>The database is away: the page may be older than what was last written.</summary>
    public static readonly StringValues Stale = "spalt; hit; ttl=-1; detail=stale-if-error";

    /// <summary>The server leaves out the body where the request was HEAD.</summary>
    public static Task WriteAsync(HttpContext context, FrozenPage page, FrozenForm form, StringValues cacheStatus, TimeProvider clock)
    {
        var response = context.Response;
        var headers = response.Headers;
        foreach (var (name, value) in form.Headers)
        {
            headers[name] = value;
        }

        var modified = page.LastModified;
        if (modified > clock.GetUtcNow())
        {
            // Never later than the answer itself (RFC 9110 §8.8.2.1).
            modified = null;
            headers.LastModified = StringValues.Empty;
        }

        headers[CacheStatus] = cacheStatus;
        if (IsUnchanged(context.Request.Headers, modified, form))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            headers.ContentType = StringValues.Empty;
            headers.ContentEncoding = StringValues.Empty;
            return Task.CompletedTask;
        }

        headers.ContentLength = form.Length;
        return form.WriteToAsync(response.BodyWriter);
    }

    /// <summary>RFC 9110 §13.2.2: the entity tag decides; only where none is sent does the date.</summary>
    private static bool IsUnchanged(IHeaderDictionary request, DateTimeOffset? lastModified, FrozenForm form)
    {
        if (request.IfNoneMatch is { Count: > 0 } tags)
        {
            return HasTag(tags.ToString(), form.ETag);
        }

        return lastModified is { } modified && request.IfModifiedSince is { Count: > 0 } date
            && HeaderUtilities.TryParseDate(date.ToString(), out var since) && modified <= since;
    }

    /// <summary>Compares weakly, as If-None-Match does (RFC 9110 §13.1.2). No tag of ours holds a comma.</summary>
    private static bool HasTag(ReadOnlySpan<char> tags, string own)
    {
        if (tags.Trim() is "*")
        {
            return true;
        }

        foreach (var range in tags.Split(','))
        {
            var tag = tags[range].Trim();
            if ((tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).SequenceEqual(own))
            {
                return true;
            }
        }

        return false;
    }
}
