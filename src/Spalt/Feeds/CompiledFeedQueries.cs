using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Feeds;

internal sealed record PostSubject(long PostId, string Name);

/// <summary>
/// The queries of a blog's own feed, which is asked for far more often than all others: compiled once, because to take a query's
/// expression apart costs more than to run it. An expression cannot hold our own query methods, so what they say is spelled out here.
/// </summary>
internal static class CompiledFeedQueries
{
    public static readonly Func<SpaltDb, long, string, CancellationToken, Task<FeedBlog?>> Blog = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, string slug, CancellationToken cancel) => db.Blogs
            .Where(b => b.NetworkId == networkId && b.Slug == slug && b.State != BlogState.Closed)
            .Select(b => new FeedBlog(b.Id, b.Slug, b.Title, b.Tagline, b.CreatedAt, b.Language)).FirstOrDefault());

    public static readonly Func<SpaltDb, long, IAsyncEnumerable<FeedPost>> NewestOfBlog = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId) =>
            (from post in db.Posts
             where post.BlogId == blogId && post.State == PostState.Published
             join blog in db.Blogs on post.BlogId equals blog.Id
             join author in db.Accounts on post.AuthorId equals author.Id
             orderby post.PublishedAt descending, post.Id descending
             select new FeedPost(
                 post.Id, blog.Slug, post.Slug, post.Title, post.BodyHtml, post.Lead, post.Language, post.PublishedAt,
                 post.PublishedPrecision, post.CreatedAt, post.UpdatedAt, post.CommentCount, author.Name, author.Slug,
                 post.Corrections, post.SponsorKind, post.Sponsor, post.SponsorNotice) { HasReplies = post.HasReplies, ReplyToId = post.ReplyToId })
            .Take(FeedQueries.MostEntries));

    public static readonly Func<SpaltDb, long, IAsyncEnumerable<PostSubject>> CategoriesOfBlog = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId) =>
            from filed in db.PostCategories
            where db.Posts.Where(p => p.BlogId == blogId && p.State == PostState.Published)
                .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).Take(FeedQueries.MostEntries)
                .Select(p => p.Id).Contains(filed.PostId)
            join category in db.Categories on filed.CategoryId equals category.Id
            select new PostSubject(filed.PostId, category.Name));

    public static readonly Func<SpaltDb, long, IAsyncEnumerable<PostSubject>> TagsOfBlog = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId) =>
            from tagged in db.PostTags
            where db.Posts.Where(p => p.BlogId == blogId && p.State == PostState.Published)
                .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).Take(FeedQueries.MostEntries)
                .Select(p => p.Id).Contains(tagged.PostId)
            join tag in db.Tags on tagged.TagId equals tag.Id
            select new PostSubject(tagged.PostId, tag.Name));
}
