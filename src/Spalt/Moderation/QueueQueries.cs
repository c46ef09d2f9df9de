using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation.Waves;
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

    /// <summary>The words that it answers, where that is another comment.</summary>
    public string? AnswersHtml { get; init; }

    public string PostLead { get; init; } = "";

    /// <summary>Of what somebody reported it, as long as nobody has decided about that.</summary>
    public DecisionGround? Reported { get; init; }

    /// <summary>Names exactly what is decided about: the comment, its text and how it stands.</summary>
    public string Pick => PickOf(Id, TextHash, State);

    public static string PickOf(long id, byte[] hash, CommentState state) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}.{Convert.ToHexStringLower(hash)}.{state}");
}

/// <summary>A blog whose comments are looked at alone.</summary>
internal sealed record QueuedBlog(long Id, string Slug, string Title);

internal static class QueueQueries
{
    /// <summary>What a list to choose from can hold.</summary>
    private const int MostBlogs = 200;

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

        public Task<int> WaitingAsync(long networkId, CancellationToken cancel) => db.WaitingOn(networkId).CountAsync(cancel);

        /// <summary>Blogs with comments that wait, and the one of that name, by title.</summary>
        public async Task<List<QueuedBlog>> QueuedBlogsAsync(long networkId, string? slug, CancellationToken cancel)
        {
            var ids = await db.WaitingOn(networkId).Join(db.Posts, c => c.PostId, p => p.Id, (_, p) => p.BlogId).Distinct().Take(MostBlogs).ToListAsync(cancel);
            return await db.Blogs.Where(b => b.NetworkId == networkId && (ids.Contains(b.Id) || b.Slug == slug)).OrderBy(b => b.Title).Select(b => new QueuedBlog(b.Id, b.Slug, b.Title)).ToListAsync(cancel);
        }

        private IQueryable<Comment> WaitingInOrder(bool byScore, Wave? wave)
        {
            var waiting = db.Comments.Where(c => c.State == CommentState.Waiting);
            waiting = wave is null ? waiting : wave.In(db, waiting);
            return byScore
                ? waiting.OrderByDescending(c => db.CommentPrints.Where(p => p.CommentId == c.Id).Select(p => p.Score ?? 0).FirstOrDefault()).ThenBy(c => c.Id)
                : waiting.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id);
        }

        /// <param name="list">One of <see cref="Queue.Lists"/>: what waits comes oldest first, everything else newest first.</param>
        /// <param name="byScore">What waits: what the newsroom's own decisions speak against comes first.</param>
        /// <param name="wave">Of what waits only this; null for all.</param>
        /// <param name="blogId">Only of this blog; null for the whole network.</param>
        public async Task<List<QueuedComment>> QueuedAsync(long networkId, string list, int most, CancellationToken cancel, bool byScore = false, Wave? wave = null, long? blogId = null)
        {
            var open = db.Notices.Where(n => n.NetworkId == networkId && n.DecidedAt == null);
            var comments = list switch
            {
                "waiting" => db.WaitingInOrder(byScore, wave),
                "held" => db.WaitingInOrder(byScore, wave).Where(c => db.CommentHolds.Any(h => h.CommentId == c.Id)),
                "reported" => db.Comments.Where(c => open.Where(n => n.CommentId != null).Select(n => n.CommentId!.Value).Contains(c.Id)).OrderBy(c => c.Id),
                "shown" => db.ShownComments().OrderByDescending(c => c.Id),
                _ => db.Comments.Where(c => c.State == CommentState.Rejected || c.State == CommentState.Removed).OrderByDescending(c => c.Id),
            };

            // Which ones first, along an index of comments: SQLite would rather begin with all posts of the network. Then all there is to know of those.
            var ids = await comments.Where(c => db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId && p.State == PostState.Published && (blogId == null || p.BlogId == blogId)))
                .Select(c => c.Id).Take(most).ToListAsync(cancel);
            var found = await (
                from comment in db.Comments.AsNoTracking()
                where ids.Contains(comment.Id)
                join post in db.Posts on comment.PostId equals post.Id
                join blog in db.Blogs on post.BlogId equals blog.Id
                select new QueuedComment(
                    comment.Id, comment.State, comment.TextHash, comment.AuthorName, comment.Email, comment.BodyHtml, comment.WrittenAt,
                    db.Comments.Where(c => c.Id == comment.ParentId).Select(c => c.AuthorName).FirstOrDefault(),
                    post.Id, post.Title, blog.Slug, blog.Title, blog.Regime,
                    db.Comments.Count(c => c.Id != comment.Id && ((comment.Email != null && c.Email == comment.Email) || (comment.AccountId != null && c.AccountId == comment.AccountId))
                        && c.State == CommentState.Approved && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId)),
                    db.Comments.Count(c => c.Id != comment.Id && ((comment.Email != null && c.Email == comment.Email) || (comment.AccountId != null && c.AccountId == comment.AccountId))
                        && (c.State == CommentState.Rejected || c.State == CommentState.Removed) && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId)))
                {
                    AnswersHtml = db.Comments.Where(c => c.Id == comment.ParentId && c.State == CommentState.Approved).Select(c => c.BodyHtml).FirstOrDefault(),
                    PostLead = post.Lead,
                    Reported = open.Where(n => n.CommentId == comment.Id).Select(n => (DecisionGround?)n.Ground).FirstOrDefault(),
                    Ground = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.Ground).FirstOrDefault(),
                    Facts = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.Facts).FirstOrDefault(),
                    DecidedBy = db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).Select(d => d.ByName).FirstOrDefault(),
                }).ToDictionaryAsync(c => c.Id, cancel);
            return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
        }
    }
}
