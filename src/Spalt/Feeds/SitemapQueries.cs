using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Feeds;

internal sealed record SitemapBlog(long Id, string Slug, int PostCount);

internal sealed record SitemapPost(
    long Id, long BlogId, string Slug, DateTimeOffset? PublishedAt, PublishedPrecision Precision, DateTimeOffset UpdatedAt);

internal sealed record NewsPost(
    string BlogSlug, string Slug, string Title, string? Language, DateTimeOffset PublishedAt, PublishedPrecision Precision);

internal static class SitemapQueries
{
    private static IQueryable<Blog> At(this IQueryable<Blog> blogs, BlogDomain? here) => here is null ? blogs.Where(b => b.Domain == null) : blogs.Where(b => b.Id == here.BlogId);

    private static IQueryable<Post> At(this IQueryable<Post> posts, NetworkFace network)
    {
        if (network.Here is { } here)
        {
            return posts.In(here.BlogId);
        }

        var elsewhere = network.Extras.Domains.Values.Select(d => d.BlogId).ToArray();
        return elsewhere.Length == 0 ? posts : posts.Where(p => !elsewhere.Contains(p.BlogId));
    }

    extension(SpaltDb db)
    {
        /// <summary>
        /// All blogs of a network that readers see at the host that was asked for, the oldest first, so that a new one moves no other. A
        /// sitemap names addresses of its own host only (sitemaps.org, <i>Sitemap file location</i>).
        /// </summary>
        public Task<List<SitemapBlog>> SitemapBlogsAsync(NetworkFace network, CancellationToken cancel) =>
            db.Blogs.OnNetwork(network.Id).Shown().At(network.Here).OrderBy(b => b.Id)
                .Select(b => new SitemapBlog(b.Id, b.Slug, b.PostCount)).ToListAsync(cancel);

        /// <summary>Paths of the same blogs' pages, the oldest first.</summary>
        public Task<List<string>> SitemapPagesAsync(NetworkFace network, CancellationToken cancel) =>
            db.BlogPages.Where(p => p.NetworkId == network.Id).OrderBy(p => p.Id)
                .Join(db.Blogs.Shown().At(network.Here), p => p.BlogId, b => b.Id, (p, b) => "/" + b.Slug + "/" + p.Slug + "/").ToListAsync(cancel);

        /// <summary>A stretch of a network's posts, the oldest first: its beginning is found in the index alone, then rows are read from there.</summary>
        public async Task<IQueryable<SitemapPost>> SitemapPostsAsync(NetworkFace network, int skip, int take, CancellationToken cancel)
        {
            var posts = db.Posts.ShownOn(network).At(network);
            var rows = posts.OldestFirst();
            if (skip > 0)
            {
                var first = await posts.OldestFirst().Skip(skip).Select(p => new { p.PublishedAt, p.Id }).FirstOrDefaultAsync(cancel);
                rows = posts.Where(p => first != null && p.PublishedAt >= first.PublishedAt && (p.PublishedAt > first.PublishedAt || p.Id >= first.Id))
                    .OldestFirst();
            }

            return rows.Take(take).Select(p => new SitemapPost(p.Id, p.BlogId, p.Slug, p.PublishedAt, p.PublishedPrecision, p.UpdatedAt));
        }

        /// <summary>Posts that went out after <paramref name="since"/>, the newest first; those whose day is not known are no news.</summary>
        public IQueryable<NewsPost> NewsPosts(NetworkFace network, DateTimeOffset since) =>
            from post in db.Posts.ShownOn(network).At(network)
            where post.PublishedAt > since
                && (post.PublishedPrecision == PublishedPrecision.Exact || post.PublishedPrecision == PublishedPrecision.Day)
            join blog in db.Blogs on post.BlogId equals blog.Id
            orderby post.PublishedAt descending, post.Id descending
            select new NewsPost(blog.Slug, post.Slug, post.Title, post.Language, post.PublishedAt!.Value, post.PublishedPrecision);
    }
}
