using Spalt.Formats.Feeds.Writing;
using Spalt.Web.PageCache;

namespace Spalt.Feeds;

/// <summary>Answers with a feed, which may be frozen.</summary>
/// <param name="tags">What it shows.</param>
internal sealed class FeedResult(OutgoingFeed feed, FeedFormat format, IReadOnlyList<string> tags) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        // Not the newest post's: categories, counts and a post that was removed change what is read as well. The second after this one:
        // what changes within this one, after it was rendered, is later than what is said here (RFC 9110 §8.8.2.2).
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        httpContext.Freeze(new Freezing(tags) { LastModified = now.AddSeconds(1) });
        httpContext.Response.ContentType = format.ContentType;
        format.Write(feed, httpContext.Response.BodyWriter);
        return httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}
