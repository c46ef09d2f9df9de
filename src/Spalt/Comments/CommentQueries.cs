using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>A published post, as far as commenting it needs to know.</summary>
internal sealed record CommentablePost(
    long Id, long BlogId, string BlogSlug, string Slug, string Title, string? Language, DateTimeOffset? PublishedAt, PublishedPrecision Precision,
    Regime Regime, BlogState State, DateTimeOffset? CloseAt)
{
    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);

    public CommentPlace Place(NetworkFace network) => new(Id, BlogId, network.Id, Regime);

    /// <summary>Whether somebody may comment at that moment.</summary>
    public bool IsOpen(DateTimeOffset now) => State.TakesAnswers && !(CloseAt <= now);
}

internal static class CommentQueries
{
    /// <summary>The post, if readers of the network can see it.</summary>
    public static Task<CommentablePost?> CommentedAsync(this SpaltDb db, long networkId, long postId, CancellationToken cancel) => (
        from post in db.Posts.AsNoTracking().Published().On(networkId)
        where post.Id == postId
        join blog in db.Blogs.Shown() on post.BlogId equals blog.Id
        select new CommentablePost(
            post.Id, blog.Id, blog.Slug, post.Slug, post.Title, post.Language, post.PublishedAt, post.PublishedPrecision, blog.Regime, blog.State, post.CommentsCloseAt))
        .SingleOrDefaultAsync(cancel);
}
