using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary><c>GET /-/posts/{id}/comments/at/{which}</c>: leads to the page of the thread where a comment stands by now.</summary>
internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder app) => app.MapGet("/-/posts/{id:long}/comments/at/{which}", FindAsync).AllowAnonymous();

    private static async Task<IResult> FindAsync(long id, string which, HttpContext context, SpaltDb db, CancellationToken cancel)
    {
        if (context.Features.Get<NetworkFace>() is not { } network || await db.CommentedAsync(network.Id, id, cancel) is not { } post
            || CommentAnchor.Named(db.ShownComments().AsNoTracking().Where(c => c.PostId == id), which) is not { } named
            || await named.Select(ThreadRow.Of).FirstOrDefaultAsync(cancel) is not { } comment)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        var page = post.Shown <= CommentThread.Most ? post.Path(network) : await PageOfAsync(post, comment, network, db, cancel);
        return TypedResults.LocalRedirect($"{page}#{CommentAnchor.Of(comment.Id, comment.OriginId)}");
    }

    private static async Task<string> PageOfAsync(CommentablePost post, ThreadRow comment, NetworkFace network, SpaltDb db, CancellationToken cancel)
    {
        var thread = ThreadAddress.Of(post.Id);
        var top = comment.TopId == 0 ? comment.Id : comment.TopId;
        var earlier = db.ShownComments().Where(
            c => c.PostId == post.Id && c.TopId == top && (c.WrittenAt < comment.WrittenAt || (c.WrittenAt == comment.WrittenAt && c.Id < comment.Id)));
        if (comment.TopId != 0 && await earlier.Take(CommentThread.MostAnswers).CountAsync(cancel) == CommentThread.MostAnswers)
        {
            return thread.Under(top, new ThreadMark(ThreadWay.From, comment.Id));
        }

        var first = await CommentThread.FirstPageAsync(db, post.Id, cancel);
        return first.Contains(top) ? post.Path(network) : thread.In(ThreadOrder.Oldest, new ThreadMark(ThreadWay.From, top));
    }
}

/// <summary>Addresses of the pages of a post's thread: <c>/-/posts/12/comments/newest/after/345</c>, and of one branch <c>…/under/17/after/345</c>.</summary>
internal sealed record ThreadAddress(string Start)
{
    public static ThreadAddress Of(long postId) => new(string.Create(CultureInfo.InvariantCulture, $"/-/posts/{postId}/comments"));

    public string In(ThreadOrder order, ThreadMark? mark = null) => $"{Start}/{order.Word}{Marked(mark)}";

    public string Under(long topId, ThreadMark? mark = null) => string.Create(CultureInfo.InvariantCulture, $"{Start}/under/{topId}{Marked(mark)}");

    private static string Marked(ThreadMark? mark) => mark is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/{mark.Way.Word}/{mark.Id}");
}
