using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation;

/// <summary>A comment as who decides about it sees it: with its writer's address, and how it went with what they wrote before.</summary>
internal sealed record QueuedComment(
    long Id, CommentState State, byte[] TextHash, string Author, string? Email, string BodyHtml, DateTimeOffset WrittenAt, string? Answers,
    long PostId, string PostTitle, string BlogSlug, string BlogTitle, Regime Regime, int Shown, int Refused)
{
    public DecisionGround? Ground { get; init; }

    public string? Facts { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>Names exactly what is decided about: the comment, its text and how it stands.</summary>
    public string Pick => PickOf(Id, TextHash, State);

    public static string PickOf(long id, byte[] hash, CommentState state) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}.{Convert.ToHexStringLower(hash)}.{state}");
}

internal static class QueueQueries
{
    extension(SpaltDb db)
    {
        /// <summary>Where a comment on a post of this network stands; null where the post is another network's.</summary>
        public async Task<CommentPlace?> CommentedPlaceAsync(long networkId, long postId, CancellationToken cancel) =>
            await db.Posts.AnyAsync(p => p.Id == postId && p.NetworkId == networkId, cancel) ? await db.PlaceOfAsync(postId, cancel) : null;

        public Task<CommentPlace> PlaceOfAsync(long postId, CancellationToken cancel) => (
            from post in db.Posts
            where post.Id == postId
            join blog in db.Blogs on post.BlogId equals blog.Id
            select new CommentPlace(post.Id, blog.Id, post.NetworkId, blog.Regime)).SingleAsync(cancel);

        public Task<int> WaitingAsync(long networkId, CancellationToken cancel) =>
            db.Comments.CountAsync(c => c.State == CommentState.Waiting && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId), cancel);

        private IQueryable<Comment> WaitingInOrder(bool byScore)
        {
            var waiting = db.Comments.Where(c => c.State == CommentState.Waiting);
            return byScore
                ? waiting.OrderByDescending(c => db.CommentPrints.Where(p => p.CommentId == c.Id).Select(p => p.Score ?? 0).FirstOrDefault()).ThenBy(c => c.Id)
                : waiting.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id);
        }

        /// <param name="list">One of <see cref="Queue.Lists"/>: what waits comes oldest first, everything else newest first.</param>
        /// <param name="byScore">What waits: what the newsroom's own decisions speak against comes first.</param>
        public Task<List<QueuedComment>> QueuedAsync(long networkId, string list, int most, CancellationToken cancel, bool byScore = false)
        {
            var comments = list switch
            {
                "waiting" => db.WaitingInOrder(byScore),
                "held" => db.WaitingInOrder(byScore).Where(c => db.CommentHolds.Any(h => h.CommentId == c.Id)),
                "shown" => db.ShownComments().OrderByDescending(c => c.Id),
                _ => db.Comments.Where(c => c.State == CommentState.Rejected || c.State == CommentState.Removed).OrderByDescending(c => c.Id),
            };
            return (
                from comment in comments.AsNoTracking()
                join post in db.Posts.Where(p => p.NetworkId == networkId && p.State == PostState.Published) on comment.PostId equals post.Id
                join blog in db.Blogs on post.BlogId equals blog.Id
                select new QueuedComment(
                    comment.Id, comment.State, comment.TextHash, comment.AuthorName, comment.Email, comment.BodyHtml, comment.WrittenAt,
                    db.Comments.Where(c => c.Id == comment.ParentId).Select(c => c.AuthorName).FirstOrDefault(),
                    post.Id, post.Title, blog.Slug, blog.Title, blog.Regime,
                    db.Comments.Count(c => comment.Email != null && c.Email == comment.Email && c.State == CommentState.Approved), db.Comments.Count(c => comment.Email != null && c.Email == comment.Email && (c.State == CommentState.Rejected || c.State == CommentState.Removed)))
                {
                    Ground = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.Ground).FirstOrDefault(),
                    Facts = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.Facts).FirstOrDefault(),
                    DecidedBy = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.ByName).FirstOrDefault(),
                }).Take(most).ToListAsync(cancel);
        }
    }
}
