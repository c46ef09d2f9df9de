using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>What a case is about: a post, or a comment below it, as it is now.</summary>
/// <param name="Comment">Null where it is the post.</param>
internal sealed record Subject(Post Post, string BlogSlug, string BlogTitle, Comment? Comment)
{
    public string Title => Post.Title;

    public string Name => Comment?.AuthorName ?? Post.Title;

    /// <summary>Names exactly what they see who decide: nothing is decided about a text that became another meanwhile.</summary>
    public string Version => Comment is { } comment
        ? QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State) : Convert.ToHexStringLower(Decision.HashOf(Post.Title, Post.BodyHtml));

    /// <summary>The account of whoever wrote it; null where they have none.</summary>
    public long? WriterId => Comment is null ? Post.AuthorId : Comment.AccountId;

    /// <summary>Whether it is this person's own: nobody decides in their own cause.</summary>
    public bool IsBy(long accountId) => WriterId == accountId;
}

/// <summary>A case that waits: what it is about, and since when.</summary>
/// <param name="By">Who filed it, where they said.</param>
internal sealed record OpenCase(long Id, DecisionGround? Ground, string Text, string? By, DateTimeOffset FiledAt, string Title, string? CommentBy);

internal static class CaseQueries
{
    public const int Most = 100;

    private static readonly Func<SpaltDb, long, CancellationToken, Task<byte[]>> NetworkKey = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, CancellationToken cancel) => db.Networks.Where(n => n.Id == networkId).Select(n => n.Key).Single());

    extension(SpaltDb db)
    {
        public Task<byte[]> NetworkKeyAsync(long networkId, CancellationToken cancel) => NetworkKey(db, networkId, cancel);

        /// <summary>The decision by which a comment is not shown: the last one about it, where that takes something away.</summary>
        public async Task<Decision?> WhyHiddenAsync(long commentId, CancellationToken cancel) => await db.Decisions.AsNoTracking()
            .Where(d => d.CommentId == commentId && (d.Verb == DecisionVerb.Refuse || d.Verb == DecisionVerb.Hide || d.Verb == DecisionVerb.Approve || d.Verb == DecisionVerb.Restore))
            .OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancel) is { Restricts: true } decision ? decision : null;

        /// <summary>Tracked, so that it can be decided about; null where it is another network's, or gone.</summary>
        public async Task<Subject?> SubjectAsync(long networkId, long postId, long? commentId, CancellationToken cancel)
        {
            if (await db.Posts.SingleOrDefaultAsync(p => p.Id == postId && p.NetworkId == networkId, cancel) is not { } post)
            {
                return null;
            }

            var blog = await db.Blogs.Where(b => b.Id == post.BlogId).Select(b => new { b.Slug, b.Title }).SingleAsync(cancel);
            var comment = commentId is null ? null : await db.Comments.SingleOrDefaultAsync(c => c.Id == commentId && c.PostId == postId, cancel);
            return comment is null && commentId is not null ? null : new(post, blog.Slug, blog.Title, comment);
        }

        /// <summary>Oldest first: who has waited longest.</summary>
        public Task<List<OpenCase>> OpenNoticesAsync(long networkId, CancellationToken cancel) => (
            from notice in db.Notices.AsNoTracking()
            where notice.NetworkId == networkId && notice.DecidedAt == null
            orderby notice.Id
            join post in db.Posts on notice.PostId equals post.Id
            select new OpenCase(
                notice.Id, notice.Ground, notice.Explanation, notice.Name, notice.FiledAt, post.Title,
                db.Comments.Where(c => c.Id == notice.CommentId).Select(c => c.AuthorName).FirstOrDefault())).Take(Most).ToListAsync(cancel);

        public Task<List<OpenCase>> OpenAppealsAsync(long networkId, CancellationToken cancel) => (
            from appeal in db.Appeals.AsNoTracking()
            where appeal.NetworkId == networkId && appeal.DecidedAt == null
            orderby appeal.Id
            join decision in db.Decisions on appeal.DecisionId equals decision.Id
            join post in db.Posts on decision.PostId equals post.Id
            select new OpenCase(
                appeal.Id, decision.Ground, appeal.Text, null, appeal.FiledAt, post.Title,
                db.Comments.Where(c => c.Id == decision.CommentId).Select(c => c.AuthorName).FirstOrDefault())).Take(Most).ToListAsync(cancel);

        public Task<int> OpenCasesAsync(long networkId, CancellationToken cancel) => db.Notices.Where(n => n.NetworkId == networkId && n.DecidedAt == null).Select(n => n.Id)
            .Concat(db.ReplyRequests.Where(r => r.NetworkId == networkId && r.DecidedAt == null).Select(r => r.Id))
            .Concat(db.Appeals.Where(a => a.NetworkId == networkId && a.DecidedAt == null).Select(a => a.Id)).CountAsync(cancel);

        /// <summary>All notices about the same thing that nobody has decided yet.</summary>
        public Task<List<Notice>> NoticesAboutAsync(long postId, long? commentId, CancellationToken cancel) =>
            db.Notices.Where(n => n.PostId == postId && n.CommentId == commentId && n.DecisionId == null).OrderBy(n => n.Id).ToListAsync(cancel);

        /// <summary>What was decided about the same thing before, newest first.</summary>
        public Task<List<Decision>> DecisionsAboutAsync(long postId, long? commentId, CancellationToken cancel) =>
            db.Decisions.AsNoTracking().Where(d => d.PostId == postId && d.CommentId == commentId).OrderByDescending(d => d.Id).Take(20).ToListAsync(cancel);
    }
}
