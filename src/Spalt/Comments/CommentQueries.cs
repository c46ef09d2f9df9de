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
    long Id, long BlogId, string BlogSlug, string Slug, string Title, string? Language, DateTimeOffset? PublishedAt, PublishedPrecision Precision,
    Regime Regime, BlogState State, int Shown, string? Question)
{
    public CommentingRules Rules { get; init; } = null!;

    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);

    /// <summary>The words around it are in its language only where there are texts in it (<see cref="Language.Texts.Speaking"/>).</summary>
    public string? SpokenOn(NetworkFace network) => Language != network.Language && Language is "sv" or "en" ? Language : null;

    public CommentPlace Place(NetworkFace network) => new(Id, BlogId, network.Id, Regime);

    /// <summary>Whether somebody may comment at that moment.</summary>
    public bool IsOpen(DateTimeOffset now) => Rules.IsOpen(now);
}

internal static class CommentQueries
{
    extension(SpaltDb db)
    {
        /// <summary>The post, if readers of the network can see it.</summary>
        public async Task<CommentablePost?> CommentedAsync(long networkId, long postId, CancellationToken cancel)
        {
            var found = await (
                from post in db.Posts.AsNoTracking().Published().On(networkId)
                where post.Id == postId
                join blog in db.Blogs.Shown() on post.BlogId equals blog.Id
                join network in db.Networks on post.NetworkId equals network.Id
                select new
                {
                    Post = new CommentablePost(
                        post.Id, blog.Id, blog.Slug, post.Slug, post.Title, post.Language, post.PublishedAt, post.PublishedPrecision, blog.Regime, blog.State,
                        post.CommentCount, post.Question),
                    post.CreatedAt,
                    CloseAt = post.ThreadClosedAt ?? post.CommentsCloseAt,
                    Says = new[]
                    {
                        new CommentTerms(network.CommentRule, network.CommentDays, network.Commenters, network.CommentApproval),
                        new CommentTerms(blog.CommentRule, blog.CommentDays, blog.Commenters, blog.CommentApproval),
                        new CommentTerms(CommentRule.Open, null, post.Commenters, post.CommentApproval),
                    },
                }).SingleOrDefaultAsync(cancel);
            if (found is not { Post: var one })
            {
                return null;
            }

            var datedAt = one is { PublishedAt: { } at, Precision: not PublishedPrecision.Unknown } ? at : found.CreatedAt;
            return one with { Rules = CommentingRules.Strictest(one.Regime, datedAt, one.State.TakesAnswers, found.CloseAt, found.Says) };
        }

        /// <summary>Where a comment of somebody's would stand, and whether somebody approves it there first.</summary>
        public async Task<CommentPlace> PlaceForAsync(CommentablePost post, NetworkFace network, Commenter by, CancellationToken cancel)
        {
            var isKnown = post.Rules.Approval is CommentApproval.FirstTime
                && (by.Standing is not CommenterStanding.Reader || await db.IsKnownAsync(network.Id, by, cancel));
            return post.Place(network) with { Waits = post.Rules.IsApprovedFirst(isKnown) };
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
}
