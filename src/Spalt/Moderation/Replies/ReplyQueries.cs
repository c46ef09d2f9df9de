using Microsoft.EntityFrameworkCore;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Replies;

/// <summary>A request to reply that waits, or was decided.</summary>
internal sealed record AskedReply(long Id, string Name, string Headline, string Concerns, string BodyHtml, DateTimeOffset FiledAt, DateTimeOffset? DecidedAt, bool IsGranted, long PostId, string Title);

internal static class ReplyQueries
{
    public const int Most = 100;

    extension(SpaltDb db)
    {
        /// <summary>Those of a network that wait, who has waited longest first.</summary>
        public Task<List<AskedReply>> OpenRepliesAsync(long networkId, CancellationToken cancel) =>
            db.Asked(db.ReplyRequests.Where(r => r.NetworkId == networkId && r.DecidedAt == null).OrderBy(r => r.Id)).Take(Most).ToListAsync(cancel);

        /// <summary>Those about posts of a blog: first what waits, longest first, then what was decided, newest first.</summary>
        public async Task<List<AskedReply>> RepliesOfBlogAsync(long blogId, CancellationToken cancel)
        {
            var all = db.ReplyRequests.Where(r => db.Posts.Any(p => p.Id == r.PostId && p.BlogId == blogId));
            var open = await db.Asked(all.Where(r => r.DecidedAt == null).OrderBy(r => r.Id)).Take(Most).ToListAsync(cancel);
            return [.. open, .. await db.Asked(all.Where(r => r.DecidedAt != null).OrderByDescending(r => r.Id)).Take(Most).ToListAsync(cancel)];
        }

        /// <summary>Path of the reply that came of a request; null where there is none that readers see.</summary>
        public async Task<string?> PathOfReplyAsync(ReplyRequest request, NetworkFace network, CancellationToken cancel) =>
            request.ReplyId is { } reply ? (await ReplyLinks.OfAsync(db, [(0, false, reply)], cancel)).AnsweredBy(reply)?.Path(network) : null;

        private IQueryable<AskedReply> Asked(IQueryable<ReplyRequest> requests) =>
            from request in requests.AsNoTracking()
            join post in db.Posts on request.PostId equals post.Id
            select new AskedReply(
                request.Id, request.Name, request.Headline, request.Concerns, request.BodyHtml, request.FiledAt, request.DecidedAt, request.ReplyId != null, post.Id, post.Title);
    }
}
