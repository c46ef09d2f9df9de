using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Feeds;

/// <summary>Feeds of comments: of one post, below its address, and of a whole blog.</summary>
internal static class CommentFeedEndpoints
{
    public static void MapCommentFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{blog}/comments/feed/{format?}", OfBlogAsync).AllowAnonymous();

        // The address says as much of the date as is known (PostAddress).
        app.MapGet("/{blog}/{year:int}/{month:int}/{day:int}/{slug}/feed/{format?}", OfPostAsync).AllowAnonymous();
        app.MapGet("/{blog}/{year:int}/{month:int}/{slug}/feed/{format?}", OfPostAsync).AllowAnonymous();
        app.MapGet("/{blog}/{year:int}/{slug}/feed/{format?}", OfPostAsync).AllowAnonymous();
        app.MapGet("/{blog}/odaterat/{slug}/feed/{format?}", OfPostAsync).AllowAnonymous();
        app.MapGet("/{blog}/undated/{slug}/feed/{format?}", OfPostAsync).AllowAnonymous();
    }

    private static async Task<IResult> OfBlogAsync(
        HttpContext context, SpaltDb db, string blog, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found)
        {
            return FeedEndpoints.NotFound();
        }

        var comments = await db.NewestComments(db.Posts.Published().In(found.Id)).ToListAsync(cancel);
        var heading = new FeedHeading(
            Texts.Say("Feed.Comments", found.Title), $"/{found.Slug}/", $"/{found.Slug}/comments/feed/", found.CreatedAt);
        return new FeedResult(
            CommentFeed.Of(network, heading, found.Slug, comments, asked), asked,
            [Tags.Blog(found.Id), Tags.Comments(found.Id), Tags.Networks, .. comments.Select(c => Tags.Post(c.Post.Id)).Distinct(StringComparer.Ordinal)]);
    }

    private static async Task<IResult> OfPostAsync(
        HttpContext context, SpaltDb db, string blog, string slug, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found
            || await db.Posts.Addressed().In(found.Id).Where(p => p.Slug == slug)
                .Select(p => new CommentedPost(p.Id, p.Slug, p.Title, p.State, p.PublishedAt, p.PublishedPrecision, p.CreatedAt, p.UpdatedAt, p.CommentCount))
                .FirstOrDefaultAsync(cancel) is not { } post)
        {
            return FeedEndpoints.NotFound();
        }

        if (post.State is PostState.Removed)
        {
            return FeedEndpoints.Gone();
        }

        var page = network.Path(found.Slug, post.Slug, post.PublishedAt, post.Precision);
        if (!IsBelow(context.Request.Path, page))
        {
            return Results.Redirect(asked.Address(page + "feed/"), permanent: true);
        }

        var comments = await db.NewestComments(db.Posts.Where(p => p.Id == post.Id)).ToListAsync(cancel);
        var heading = new FeedHeading(Texts.Say("Feed.Comments", post.Title), page, page + "feed/", post.UpdatedAt);
        return new FeedResult(
            CommentFeed.Of(network, heading, found.Slug, comments, asked), asked, [Tags.Post(post.Id), Tags.Blog(found.Id), Tags.Networks]);
    }

    /// <summary>Whether the address was asked for with the post's right date; otherwise the right one is told.</summary>
    private static bool IsBelow(PathString asked, string page) =>
        asked.Value?.StartsWith(Uri.UnescapeDataString(page), StringComparison.Ordinal) is true;
}
