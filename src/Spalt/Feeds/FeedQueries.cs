using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Feeds;

internal sealed record FeedBlog(long Id, string Slug, string Title, string? Tagline, DateTimeOffset CreatedAt);

/// <summary>A post as feeds show it.</summary>
internal sealed record FeedPost(
    long Id, string BlogSlug, string Slug, string Title, string BodyHtml, string Lead, string? Language, DateTimeOffset? PublishedAt,
    PublishedPrecision Precision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int CommentCount, string Author, string AuthorSlug);

/// <summary>The post that comments belong to.</summary>
internal sealed record CommentedPost(
    long Id, string Slug, string Title, PostState State, DateTimeOffset? PublishedAt, PublishedPrecision Precision,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal sealed record FeedComment(
    long Id, long? ParentId, string Author, string BodyHtml, DateTimeOffset WrittenAt, PublishedPrecision Precision, CommentedPost Post);

internal static class FeedQueries
{
    /// <summary>Entries of a feed: readers look in often, and each entry is a full text.</summary>
    public const int MostEntries = 20;

    extension(SpaltDb db)
    {
        public Task<FeedBlog?> FeedBlogAsync(long networkId, string slug, CancellationToken cancel) =>
            db.Blogs.Where(b => b.NetworkId == networkId && b.Slug == slug)
                .Select(b => new FeedBlog(b.Id, b.Slug, b.Title, b.Tagline, b.CreatedAt)).FirstOrDefaultAsync(cancel);

        /// <summary>The newest of the given published posts, as feeds show them.</summary>
        public IQueryable<FeedPost> NewestForFeed(IQueryable<Post> posts) =>
            db.ForFeed(posts.NewestFirst().Take(MostEntries));

        /// <summary>The same for a tag: its own index keeps the order.</summary>
        public IQueryable<FeedPost> TaggedForFeed(long tagId) => db.ForFeed(
            (from tagged in db.PostTags
             where tagged.TagId == tagId
             join post in db.Posts.Published() on tagged.PostId equals post.Id
             orderby tagged.PublishedAt descending, tagged.PostId descending
             select post).Take(MostEntries));

        /// <summary>The same for a category.</summary>
        public IQueryable<FeedPost> FiledForFeed(long categoryId) => db.ForFeed(
            (from filed in db.PostCategories
             where filed.CategoryId == categoryId
             join post in db.Posts.Published() on filed.PostId equals post.Id
             orderby filed.PublishedAt descending, filed.PostId descending
             select post).Take(MostEntries));

        /// <summary>Names of the categories and tags of posts, by post.</summary>
        public async Task<ILookup<long, string>> SubjectsAsync(IEnumerable<FeedPost> posts, CancellationToken cancel)
        {
            var ids = posts.Select(p => p.Id).ToArray();
            var categories = from filed in db.PostCategories
                             where ids.Contains(filed.PostId)
                             join category in db.Categories on filed.CategoryId equals category.Id
                             select new { filed.PostId, category.Name };
            var tags = from tagged in db.PostTags
                       where ids.Contains(tagged.PostId)
                       join tag in db.Tags on tagged.TagId equals tag.Id
                       select new { tagged.PostId, tag.Name };
            var subjects = ids.Length == 0 ? [] : await categories.Concat(tags).ToListAsync(cancel);
            return subjects.ToLookup(s => s.PostId, s => s.Name);
        }

        /// <summary>The newest comments on the given posts that are shown.</summary>
        public IQueryable<FeedComment> NewestComments(IQueryable<Post> posts) =>
            (from comment in db.Comments
             where comment.State == CommentState.Approved
             join post in posts on comment.PostId equals post.Id
             orderby comment.WrittenAt descending, comment.Id descending
             select new FeedComment(
                 comment.Id, comment.ParentId, comment.AuthorName, comment.BodyHtml, comment.WrittenAt, comment.WrittenPrecision,
                 new CommentedPost(
                     post.Id, post.Slug, post.Title, post.State, post.PublishedAt, post.PublishedPrecision, post.CreatedAt, post.UpdatedAt)))
            .Take(MostEntries);

        private IQueryable<FeedPost> ForFeed(IQueryable<Post> newest) =>
            from post in newest
            join blog in db.Blogs on post.BlogId equals blog.Id
            join author in db.Accounts on post.AuthorId equals author.Id
            orderby post.PublishedAt descending, post.Id descending
            select new FeedPost(
                post.Id, blog.Slug, post.Slug, post.Title, post.BodyHtml, post.Lead, post.Language, post.PublishedAt,
                post.PublishedPrecision, post.CreatedAt, post.UpdatedAt, post.CommentCount, author.Name, author.Slug);
    }
}
