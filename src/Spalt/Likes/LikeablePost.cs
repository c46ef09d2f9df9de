using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>A published post, as far as liking it needs to know.</summary>
public sealed record LikeablePost(
    long Id, string Title, string Author, string BlogSlug, string Slug, DateTimeOffset? PublishedAt, PublishedPrecision Precision, int Likes)
{
    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);
}

internal static class LikeQueries
{
    /// <summary>The post, if readers of the network can see it and may still answer.</summary>
    public static Task<LikeablePost?> LikeableAsync(this SpaltDb db, long networkId, long postId, CancellationToken cancel) =>
    (
        from post in db.Posts.Published().On(networkId)
        where post.Id == postId
        join blog in db.Blogs.Shown() on post.BlogId equals blog.Id
        where blog.State == BlogState.Open || blog.State == BlogState.Resting
        join author in db.Accounts on post.AuthorId equals author.Id
        select new LikeablePost(
            post.Id, post.Title, author.Name, blog.Slug, post.Slug, post.PublishedAt, post.PublishedPrecision, post.LikeCount)
    ).SingleOrDefaultAsync(cancel);
}
