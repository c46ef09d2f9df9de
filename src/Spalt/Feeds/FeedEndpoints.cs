using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Feeds;

/// <summary>Feeds of posts, at WordPress's addresses: <c>…/feed/</c> is RSS, <c>…/feed/atom/</c> and <c>…/feed/json/</c> the others.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("").AllowAnonymous().InOneSpelling().AddEndpointFilter(CloseAsync);
        feeds.MapGet("/feed/{format?}", OfNetworkAsync);
        feeds.MapGet("/{blog}/feed/{format?}", OfBlogAsync);
        feeds.MapGet("/{blog}/tag/{tag}/feed/{format?}", OfTagAsync);
        feeds.MapGet("/{blog}/category/{category}/feed/{format?}", OfCategoryAsync);
        feeds.MapGet("/{blog}/author/{author}/feed/{format?}", OfAuthorAsync);
        feeds.MapCommentFeeds();
    }

    /// <summary>What was read is all there is to say: a reader on a slow line holds no connection.</summary>
    private static async ValueTask<object?> CloseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var db = context.HttpContext.RequestServices.GetRequiredService<SpaltDb>();
        if (answer is ProblemHttpResult { StatusCode: StatusCodes.Status404NotFound } && await IsOfClosedBlogAsync(context.HttpContext, db))
        {
            answer = Gone();
        }

        await db.CloseAsync();
        return answer;
    }

    public static IResult NotFound() =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: Texts.Say("Feed.NotFound"));

    public static IResult Gone() => Results.Problem(statusCode: StatusCodes.Status410Gone, title: Texts.Say("Feed.Gone"));

    /// <summary>Asked only where nothing was found: feed readers may forget what a closed blog had.</summary>
    private static Task<bool> IsOfClosedBlogAsync(HttpContext context, SpaltDb db)
    {
        var (network, slug) = (context.Network().Id, context.GetRouteValue("blog") as string);
        return db.Blogs.AnyAsync(b => b.NetworkId == network && b.Slug == slug && b.State == BlogState.Closed, context.RequestAborted);
    }

    private static async Task<IResult> OfNetworkAsync(HttpContext context, SpaltDb db, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        if (FeedFormats.Named(format) is not { } asked)
        {
            return NotFound();
        }

        await db.OpenAsync(cancel);
        var newest = db.Posts.ShownOn(network).NewestFirst();
        var posts = await db.ForFeedAsync(newest, cancel);
        var since = posts.Count > 0
            ? default
            : await db.Networks.Where(n => n.Id == network.Id).Select(n => n.CreatedAt).SingleAsync(cancel);
        var heading = new FeedHeading(network.Name, "/", "/feed/", since) { Description = network.Tagline ?? "" };
        return await FeedAsync(db, network, heading, posts, await db.SubjectsAsync(newest, cancel), asked, Tags.Network(network.Id), cancel);
    }

    private static async Task<IResult> OfBlogAsync(
        HttpContext context, SpaltDb db, string blog, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found)
        {
            return NotFound();
        }

        var heading = new FeedHeading(found.Title, $"/{found.Slug}/", $"/{found.Slug}/feed/", found.CreatedAt) { Description = found.Tagline ?? "", Language = found.Language };
        var posts = await CompiledFeedQueries.NewestOfBlog(db, found.Id).ToListAsync(cancel);
        var subjects = await CompiledFeedQueries.CategoriesOfBlog(db, found.Id)
            .Concat(CompiledFeedQueries.TagsOfBlog(db, found.Id)).ToListAsync(cancel);
        return await FeedAsync(db, network, heading, posts, subjects.ToLookup(s => s.PostId, s => s.Name), asked, Tags.Blog(found.Id), cancel);
    }

    private static async Task<IResult> OfTagAsync(
        HttpContext context, SpaltDb db, string blog, string tag, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        var slug = Slug.Meant(tag);
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found
            || await db.Tags.Where(t => t.BlogId == found.Id && t.Slug == slug).Select(t => new { t.Id, t.Name }).FirstOrDefaultAsync(cancel) is not { } about)
        {
            return NotFound();
        }

        var heading = Part(found, "tag", slug, Texts.Say("Feed.Tag", found.Title, about.Name));
        return slug == tag ? await OfPartAsync(db, network, found, heading, db.NewestTagged(about.Id), asked, cancel) : Elsewhere(heading, asked);
    }

    private static async Task<IResult> OfCategoryAsync(
        HttpContext context, SpaltDb db, string blog, string category, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        var slug = Slug.Meant(category);
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found
            || await db.Categories.Where(c => c.BlogId == found.Id && c.Slug == slug).Select(c => new { c.Id, c.Name }).FirstOrDefaultAsync(cancel) is not { } about)
        {
            return NotFound();
        }

        var heading = Part(found, "category", slug, Texts.Say("Feed.Category", found.Title, about.Name));
        return slug == category ? await OfPartAsync(db, network, found, heading, db.NewestFiled(about.Id), asked, cancel) : Elsewhere(heading, asked);
    }

    private static async Task<IResult> OfAuthorAsync(
        HttpContext context, SpaltDb db, string blog, string author, string? format, CancellationToken cancel)
    {
        var network = context.Network();
        var slug = Slug.Meant(author);
        if (FeedFormats.Named(format) is not { } asked || await db.FeedBlogAsync(network.Id, blog, cancel) is not { } found
            || await db.Accounts.Where(a => a.Slug == slug).Select(a => new { a.Id, a.Name }).FirstOrDefaultAsync(cancel) is not { } about)
        {
            return NotFound();
        }

        // Accounts belong to the whole installation: on this blog, an author is somebody who has published here.
        var newest = db.Posts.Published().In(found.Id).Where(p => p.AuthorId == about.Id).NewestFirst();
        if (!await newest.AnyAsync(cancel))
        {
            return NotFound();
        }

        var heading = Part(found, "author", slug, Texts.Say("Feed.Author", found.Title, about.Name));
        return slug == author ? await OfPartAsync(db, network, found, heading, newest, asked, cancel) : Elsewhere(heading, asked);
    }

    /// <summary>The heading of a part of a blog: what its tag, category or author names.</summary>
    private static FeedHeading Part(FeedBlog blog, string kind, string slug, string title)
    {
        var page = $"/{blog.Slug}/{kind}/{Uri.EscapeDataString(slug)}/";
        return new FeedHeading(title, page, page + "feed/", blog.CreatedAt) { Description = blog.Tagline ?? "", Language = blog.Language };
    }

    /// <summary>To the feed's right address, from one whose name was spelled otherwise.</summary>
    private static IResult Elsewhere(FeedHeading right, FeedFormat asked) => Results.Redirect(asked.Address(right.Path), permanent: true);

    private static async Task<IResult> OfPartAsync(
        SpaltDb db, NetworkFace network, FeedBlog blog, FeedHeading heading, IQueryable<Post> newest, FeedFormat format, CancellationToken cancel)
    {
        var posts = await db.ForFeedAsync(newest, cancel);
        return await FeedAsync(db, network, heading, posts, await db.SubjectsAsync(newest, cancel), format, Tags.Blog(blog.Id), cancel);
    }

    private static async Task<FeedResult> FeedAsync(
        SpaltDb db, NetworkFace network, FeedHeading heading, List<FeedPost> posts, ILookup<long, string> subjects, FeedFormat format, string thawedBy, CancellationToken cancel)
    {
        var replies = await ReplyLinks.OfAsync(db, posts.Select(p => (p.Id, p.HasReplies, p.ReplyToId)), cancel);
        return new(
            PostFeed.Of(network, heading, posts, subjects, replies, format), format,
            [thawedBy, Tags.Networks, .. posts.Select(p => Tags.Post(p.Id)), .. posts.SelectMany(p => replies.Thaws(p.ReplyToId))]);
    }
}
