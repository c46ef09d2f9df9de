using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Feeds;

internal sealed record FeedBlog(long Id, string Slug, string Title, string? Tagline, DateTimeOffset CreatedAt, string? Language);

/// <summary>A post as feeds show it.</summary>
internal sealed record FeedPost(
    long Id, string BlogSlug, string Slug, string Title, string BodyHtml, string Lead, string? Language, DateTimeOffset? PublishedAt,
    PublishedPrecision Precision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int CommentCount, string Author, string AuthorSlug,
    string? Corrections, SponsorKind? SponsorKind, string? Sponsor, string? SponsorNotice)
{
    /// <inheritdoc cref="Post.HasReplies"/>
    public bool HasReplies { get; init; }

    /// <inheritdoc cref="Post.ReplyToId"/>
    public long? ReplyToId { get; init; }
}

/// <summary>The post that comments belong to.</summary>
internal sealed record CommentedPost(
    long Id, string Slug, string Title, PostState State, DateTimeOffset? PublishedAt, PublishedPrecision Precision,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Shown);

/// <param name="OriginId">Its id on the page it was imported from.</param>
/// <param name="ParentOriginId">The same of the comment that it answers.</param>
internal sealed record FeedComment(
    long Id, long? OriginId, long? ParentId, long? ParentOriginId, string Author, string BodyHtml, DateTimeOffset WrittenAt,
    PublishedPrecision Precision, CommentedPost Post);

internal static class FeedQueries
{
    /// <summary>Entries of a feed: readers look in often, and each entry is a full text.</summary>
    public const int MostEntries = 20;

    extension(SpaltDb db)
    {
        /// <summary>A blog of a network that readers see, or null. The connection stays open for what is asked next: to open one costs more than to ask.</summary>
        public async Task<FeedBlog?> FeedBlogAsync(long networkId, string slug, CancellationToken cancel)
        {
            await db.OpenAsync(cancel);
            return await CompiledFeedQueries.Blog(db, networkId, slug, cancel);
        }

        /// <summary>Published posts with a tag, newest first: the tag's own index keeps the order.</summary>
        public IQueryable<Post> NewestTagged(long tagId) =>
            from tagged in db.PostTags
            where tagged.TagId == tagId
            join post in db.Posts.Published() on tagged.PostId equals post.Id
            orderby tagged.PublishedAt descending, tagged.PostId descending
            select post;

        /// <summary>The same in a category.</summary>
        public IQueryable<Post> NewestFiled(long categoryId) =>
            from filed in db.PostCategories
            where filed.CategoryId == categoryId
            join post in db.Posts.Published() on filed.PostId equals post.Id
            orderby filed.PublishedAt descending, filed.PostId descending
            select post;

        /// <summary>The first of the given posts, as feeds show them.</summary>
        public Task<List<FeedPost>> ForFeedAsync(IQueryable<Post> newest, CancellationToken cancel) =>
            (from post in newest
             join blog in db.Blogs on post.BlogId equals blog.Id
             join author in db.Accounts on post.AuthorId equals author.Id
             select new FeedPost(
                 post.Id, blog.Slug, post.Slug, post.Title, post.BodyHtml, post.Lead, post.Language, post.PublishedAt,
                 post.PublishedPrecision, post.CreatedAt, post.UpdatedAt, post.CommentCount, author.Name, author.Slug,
                 post.Corrections, post.SponsorKind, post.Sponsor, post.SponsorNotice) { HasReplies = post.HasReplies, ReplyToId = post.ReplyToId })
            .Take(MostEntries).ToListAsync(cancel);

        /// <summary>Names of the categories and tags of the same posts, by post.</summary>
        public async Task<ILookup<long, string>> SubjectsAsync(IQueryable<Post> newest, CancellationToken cancel)
        {
            var ids = newest.Take(MostEntries).Select(p => p.Id);
            var categories = from filed in db.PostCategories
                             where ids.Contains(filed.PostId)
                             join category in db.Categories on filed.CategoryId equals category.Id
                             select new { filed.PostId, category.Name };
            var tags = from tagged in db.PostTags
                       where ids.Contains(tagged.PostId)
                       join tag in db.Tags on tagged.TagId equals tag.Id
                       select new { tagged.PostId, tag.Name };
            return (await categories.Concat(tags).ToListAsync(cancel)).ToLookup(s => s.PostId, s => s.Name);
        }

        /// <summary>The newest comments on the given posts that are shown.</summary>
        public IQueryable<FeedComment> NewestComments(IQueryable<Post> posts) =>
            (from comment in db.ShownComments()
             join post in posts on comment.PostId equals post.Id
             orderby comment.WrittenAt descending, comment.Id descending
             select new FeedComment(
                 comment.Id, comment.OriginId, comment.ParentId,
                 db.Comments.Where(c => c.Id == comment.ParentId).Select(c => c.OriginId).FirstOrDefault(),
                 comment.AuthorName, comment.BodyHtml, comment.WrittenAt, comment.WrittenPrecision,
                 new CommentedPost(
                     post.Id, post.Slug, post.Title, post.State, post.PublishedAt, post.PublishedPrecision, post.CreatedAt, post.UpdatedAt, post.CommentCount)))
            .Take(MostEntries);
    }
}
