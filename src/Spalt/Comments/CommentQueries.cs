using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>A published post, as far as commenting it needs to know.</summary>
/// <param name="Shown">How many comments of it are shown.</param>
/// <param name="Question">What its writer asks the readers.</param>
internal sealed record CommentablePost(
    long Id, long NetworkId, long BlogId, string BlogSlug, string Slug, string Title, string? Language, DateTimeOffset? PublishedAt, PublishedPrecision Precision,
    Regime Regime, BlogState State, int Shown, string? Question)
{
    public CommentingRules Rules { get; init; } = null!;

    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);

    /// <summary>The words around it are in its language only where there are texts in it (<see cref="Language.Texts.Speaking"/>).</summary>
    public string? SpokenOn(NetworkFace network) => Language != network.Language && Language is "sv" or "en" ? Language : null;

    public CommentPlace Place => new(Id, BlogId, NetworkId, Regime);

    /// <summary>Whether somebody may comment at that moment.</summary>
    public bool IsOpen(DateTimeOffset now) => Rules.IsOpen(now);
}

internal static class CommentQueries
{
    extension(SpaltDb db)
    {
        /// <summary>The post, if readers of the network can see it.</summary>
        public async Task<CommentablePost?> CommentedAsync(long networkId, long postId, CancellationToken cancel) =>
            (await db.CommentedAsync(networkId, [postId], cancel)).GetValueOrDefault(postId);

        /// <summary>Those of some posts that readers of the network can see, by their ids.</summary>
        public async Task<Dictionary<long, CommentablePost>> CommentedAsync(long networkId, IReadOnlyCollection<long> postIds, CancellationToken cancel)
        {
            var found = await Found.Asked(db, [.. postIds]).ToListAsync(cancel);
            return found.Where(f => f.Post.NetworkId == networkId).ToDictionary(f => f.Post.Id, f => f.Post with
            {
                Rules = CommentingRules.Strictest(
                    f.Post.Regime, f.Post is { PublishedAt: { } at, Precision: not PublishedPrecision.Unknown } ? at : f.CreatedAt, f.Post.State.TakesAnswers, f.CloseAt, f.Says),
            });
        }

        /// <summary>Where a comment of somebody's would stand, and whether somebody approves it there first.</summary>
        public async Task<CommentPlace> PlaceForAsync(CommentablePost post, Commenter by, CancellationToken cancel)
        {
            var isKnown = post.Rules.Approval is CommentApproval.FirstTime
                && (by.Standing is not CommenterStanding.Reader || await db.IsKnownAsync(post.NetworkId, by, cancel));
            return post.Place with { Waits = post.Rules.IsApprovedFirst(isKnown) };
        }

        /// <summary>Whether somebody approved on this network what the same person wrote: the same account, or the same name and address.</summary>
        private Task<bool> IsKnownAsync(long networkId, Commenter by, CancellationToken cancel)
        {
            var theirs = by.AccountId is { } account
                ? db.Comments.Where(c => c.AccountId == account)
                : db.Comments.Where(c => c.Email == by.Email && c.AccountId == null && c.AuthorName == by.Name);
            return theirs.AnyAsync(
                c => c.State == CommentState.Approved && c.ApprovedHash != null && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId), cancel);
        }
    }

    private sealed record Found(CommentablePost Post, DateTimeOffset CreatedAt, DateTimeOffset? CloseAt, CommentTerms[] Says)
    {
        /// <summary>
        /// Compiled once: every comment asks it. An expression cannot hold our own query methods. Whose posts they are is looked at afterwards: SQLite would rather read all of
        /// a network's than these.
        /// </summary>
        public static readonly Func<SpaltDb, long[], IAsyncEnumerable<Found>> Asked = EF.CompileAsyncQuery(
            (SpaltDb db, long[] ids) =>
                from post in db.Posts.AsNoTracking()
                where post.State == PostState.Published && ids.Contains(post.Id)
                join blog in db.Blogs on post.BlogId equals blog.Id
                where blog.State != BlogState.Closed && blog.SuspendedAt == null && blog.MergedIntoId == null
                join network in db.Networks on post.NetworkId equals network.Id
                select new Found(
                    new CommentablePost(
                        post.Id, network.Id, blog.Id, blog.Slug, post.Slug, post.Title, post.Language, post.PublishedAt, post.PublishedPrecision, blog.Regime, blog.State,
                        post.CommentCount, post.Question),
                    post.CreatedAt,
                    post.ThreadClosedAt ?? post.CommentsCloseAt,
                    new[]
                    {
                        new CommentTerms(network.CommentRule, network.CommentDays, network.Commenters, network.CommentApproval),
                        new CommentTerms(blog.CommentRule, blog.CommentDays, blog.Commenters, blog.CommentApproval),
                        new CommentTerms(CommentRule.Open, null, post.Commenters, post.CommentApproval),
                    }));
    }
}
