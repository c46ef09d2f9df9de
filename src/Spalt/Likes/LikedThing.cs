using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>What can be liked.</summary>
/// <param name="CommentId">A comment of the post; 0 for the post itself.</param>
public sealed record Likeable(long NetworkId, long PostId, long CommentId = 0);

/// <summary>A public post or comment, as far as liking it needs to know.</summary>
/// <param name="Title">The post's.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Page">Where it is read.</param>
public sealed record LikedThing(Likeable What, string Title, string Author, int Likes, string Page)
{
    public const string Posts = "posts";
    public const string Comments = "comments";

    /// <summary>Part of the addresses of both: <see cref="Posts"/> or <see cref="Comments"/>.</summary>
    public string Kind => What.CommentId == 0 ? Posts : Comments;

    /// <summary>What its addresses begin with: to like it, not to like it any more, to be thanked.</summary>
    public string Start => string.Create(CultureInfo.InvariantCulture, $"/-/{Kind}/{(What.CommentId == 0 ? What.PostId : What.CommentId)}");
}

internal static class LikeQueries
{
    /// <summary>The post or comment, if readers of the network can see it and may still answer.</summary>
    public static Task<LikedThing?> LikeableAsync(this SpaltDb db, NetworkFace network, string kind, long id, CancellationToken cancel) => kind switch
    {
        LikedThing.Posts => db.LikeablePostAsync(network, id, cancel),
        LikedThing.Comments => db.LikeableCommentAsync(network, id, cancel),
        _ => Task.FromResult<LikedThing?>(null),
    };

    private static async Task<LikedThing?> LikeablePostAsync(this SpaltDb db, NetworkFace network, long id, CancellationToken cancel) =>
        await (
            from post in db.Posts.Published().On(network.Id)
            where post.Id == id
            join blog in db.Blogs.Shown() on post.BlogId equals blog.Id
            where blog.State == BlogState.Open || blog.State == BlogState.Resting
            join author in db.Accounts on post.AuthorId equals author.Id
            select new { post.Title, Author = author.Name, Blog = blog.Slug, post.Slug, post.PublishedAt, post.PublishedPrecision, post.LikeCount }).SingleOrDefaultAsync(cancel) is not { } found ? null
        : new LikedThing(new Likeable(network.Id, id), found.Title, found.Author, found.LikeCount, network.Path(found.Blog, found.Slug, found.PublishedAt, found.PublishedPrecision));

    private static async Task<LikedThing?> LikeableCommentAsync(this SpaltDb db, NetworkFace network, long id, CancellationToken cancel) =>
        await db.ShownComments().Where(c => c.Id == id).Select(c => new { c.PostId, c.OriginId, c.AuthorName, c.LikeCount }).SingleOrDefaultAsync(cancel) is not { } comment
            || await db.CommentedAsync(network.Id, comment.PostId, cancel) is not { State.TakesAnswers: true } post ? null
        : new LikedThing(
            new Likeable(network.Id, post.Id, id), post.Title, comment.AuthorName, comment.LikeCount,
            CommentAnchor.Address(post.Path(network), post.Id, post.Shown, CommentAnchor.Of(id, comment.OriginId)));
}
