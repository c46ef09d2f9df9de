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
        var list = await List.ReadAsync(db, context.Network(), cancel);
        Begin(context);
        if (list.Length <= options.MostUrls)
        {
            await WriteAsync(context, db, list, skip: 0, options.MostUrls, cancel);
            return;
        }

        var origin = context.Network().OriginHere;
        SitemapWriter.WriteIndex(
            Enumerable.Range(1, list.Parts(options)).Select(part => string.Create(CultureInfo.InvariantCulture, $"{origin}/sitemap-{part}.xml")),
            context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    private static async Task PartAsync(HttpContext context, SpaltDb db, SitemapOptions options, int part, CancellationToken cancel)
    {
        var list = await List.ReadAsync(db, context.Network(), cancel);
        if (part < 1 || part > list.Parts(options))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Begin(context);
        await WriteAsync(context, db, list, (part - 1) * options.MostUrls, options.MostUrls, cancel);
    }

    /// <summary>Writes a stretch of the one list of addresses.</summary>
    private static async Task WriteAsync(HttpContext context, SpaltDb db, List list, int skip, int take, CancellationToken cancel)
    {
        var network = context.Network();
        var to = context.Response.BodyWriter;
        var sitemap = new SitemapWriter(to);
        sitemap.Begin();
        var pages = list.Pages.Skip(skip).Take(take).Select(network.Address).ToList();
        pages.ForEach(page => sitemap.Url(page));
        if (pages.Count < take)
        {
            var posts = await db.SitemapPostsAsync(network, Math.Max(0, skip - list.Pages.Count), take - pages.Count, cancel);
            await foreach (var post in posts.AsAsyncEnumerable().WithCancellation(cancel))
            {
                // A blog that was added a moment ago will be there the next time.
                if (list.Slugs.TryGetValue(post.BlogId, out var slug))
                {
                    sitemap.Url(network.Address(network.Path(slug, post.Slug, post.PublishedAt, post.Precision)), post.UpdatedAt);
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
                network.Address(network.Path(p.BlogSlug, p.Slug, p.PublishedAt, p.Precision)), p.Title, p.PublishedAt,
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
        var origin = context.Network().OriginHere;
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

    /// <summary>All addresses of a host: the network's front, the blogs, their pages, the posts.</summary>
    private sealed record List(IReadOnlyList<string> Pages, Dictionary<long, string> Slugs, int Posts)
    {
        public int Length => Pages.Count + Posts;

        public static async Task<List> ReadAsync(SpaltDb db, NetworkFace network, CancellationToken cancel)
        {
            var blogs = await db.SitemapBlogsAsync(network, cancel);
            var fronts = blogs.Select(b => $"/{b.Slug}/");
            return new List(
                [.. network.Here is null ? fronts.Prepend("/") : fronts, .. await db.SitemapPagesAsync(network, cancel)],
                blogs.ToDictionary(b => b.Id, b => b.Slug), blogs.Sum(b => b.PostCount));
        }

        /// <summary>How many documents they fill.</summary>
        public int Parts(SitemapOptions options) => Math.Max(1, (Length + options.MostUrls - 1) / options.MostUrls);
    }
}
