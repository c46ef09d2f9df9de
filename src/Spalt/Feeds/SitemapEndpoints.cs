using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Feeds.Writing;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Feeds;

public sealed class SitemapOptions
{
    /// <summary>Addresses in one document; with more there is an index. The protocol allows no more than this default.</summary>
    public int MostUrls { get; set; } = SitemapWriter.MostUrls;
}

/// <summary>What crawlers read: the sitemap, the news sitemap, robots.txt.</summary>
internal static class SitemapEndpoints
{
    private const int FlushBytes = 64 * 1024;
    private static readonly TimeSpan News = TimeSpan.FromDays(2);

    public static void MapSitemaps(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("").AllowAnonymous().InOneSpelling();
        files.MapGet("/sitemap.xml", SitemapAsync);
        files.MapGet("/sitemap-{part:int}.xml", PartAsync);
        files.MapGet("/sitemap-news.xml", NewsAsync);
        files.MapGet("/robots.txt", Robots);
    }

    private static async Task SitemapAsync(HttpContext context, SpaltDb db, SitemapOptions options, CancellationToken cancel)
    {
        var network = context.Network();
        var blogs = await db.SitemapBlogsAsync(network, cancel);
        var pages = await db.SitemapPagesAsync(network, cancel);
        var parts = Parts(blogs, pages, options);
        Begin(context);
        if (parts == 1)
        {
            await WriteAsync(context, db, blogs, pages, skip: 0, options.MostUrls, cancel);
            return;
        }

        SitemapWriter.WriteIndex(
            Enumerable.Range(1, parts).Select(part => string.Create(CultureInfo.InvariantCulture, $"{network.Origin}/sitemap-{part}.xml")),
            context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    private static async Task PartAsync(HttpContext context, SpaltDb db, SitemapOptions options, int part, CancellationToken cancel)
    {
        var blogs = await db.SitemapBlogsAsync(context.Network(), cancel);
        var pages = await db.SitemapPagesAsync(context.Network(), cancel);
        if (part < 1 || part > Parts(blogs, pages, options))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Begin(context);
        await WriteAsync(context, db, blogs, pages, (part - 1) * options.MostUrls, options.MostUrls, cancel);
    }

    /// <summary>How many documents the front, the blogs, their pages and their posts fill.</summary>
    private static int Parts(List<SitemapBlog> blogs, List<string> pages, SitemapOptions options) =>
        (blogs.Count + pages.Count + blogs.Sum(b => b.PostCount) + options.MostUrls) / options.MostUrls;

    /// <summary>Writes a stretch of the one list of addresses: the network's front, the blogs, their pages, the posts.</summary>
    private static async Task WriteAsync(
        HttpContext context, SpaltDb db, List<SitemapBlog> blogs, List<string> pages, int skip, int take, CancellationToken cancel)
    {
        var network = context.Network();
        var to = context.Response.BodyWriter;
        var sitemap = new SitemapWriter(to);
        sitemap.Begin();
        var fronts = blogs.Select(b => $"/{b.Slug}/").Prepend("/").Concat(pages).Select(path => network.Origin + path).Skip(skip).Take(take).ToList();
        fronts.ForEach(front => sitemap.Url(front));
        if (fronts.Count < take)
        {
            var slugs = blogs.ToDictionary(b => b.Id, b => b.Slug);
            var posts = await db.SitemapPostsAsync(network, Math.Max(0, skip - blogs.Count - pages.Count - 1), take - fronts.Count, cancel);
            await foreach (var post in posts.AsAsyncEnumerable().WithCancellation(cancel))
            {
                // A blog that was added a moment ago will be there the next time.
                if (slugs.TryGetValue(post.BlogId, out var slug))
                {
                    sitemap.Url(network.Origin + network.Path(slug, post.Slug, post.PublishedAt, post.Precision), post.UpdatedAt);
                }

                if (to.UnflushedBytes > FlushBytes)
                {
                    await to.FlushAsync(cancel);
                }
            }
        }

        sitemap.End();
        await to.FlushAsync(cancel);
    }

    private static async Task NewsAsync(HttpContext context, SpaltDb db, TimeProvider clock, CancellationToken cancel)
    {
        var network = context.Network();
        var posts = await db.NewsPosts(network, clock.GetUtcNow() - News).Take(NewsSitemapWriter.MostArticles).ToListAsync(cancel);
        Begin(context, until: posts.Count == 0 ? null : posts[^1].PublishedAt + News);
        NewsSitemapWriter.Write(
            network.Name,
            posts.Select(p => new NewsArticle(
                network.Origin + network.Path(p.BlogSlug, p.Slug, p.PublishedAt, p.Precision), p.Title, p.PublishedAt,
                (p.Language ?? network.Language).Split('-')[0].ToLowerInvariant())),
            context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    private static void Begin(HttpContext context, DateTimeOffset? until = null)
    {
        context.Freeze(new Freezing([Tags.Network(context.Network().Id), Tags.Networks]) { Until = until });
        context.Response.ContentType = SitemapWriter.ContentType;
    }

    /// <summary>RFC 9309. Some crawlers take the first rule that fits rather than the longest, so what is allowed comes first.</summary>
    private static Task Robots(HttpContext context)
    {
        var origin = context.Network().Origin;
        context.Freeze(Tags.Networks);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            User-agent: *
            Allow: /-/media/
            Allow: /-/assets/
            Allow: /-/theme/
            Allow: /-/icon/
            Allow: /-/blogs
            Allow: /-/liked
            Disallow: /-/

            Sitemap: {origin}/sitemap.xml
            Sitemap: {origin}/sitemap-news.xml

            """,
            Encoding.UTF8,
            context.RequestAborted);
    }
}
