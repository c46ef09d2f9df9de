using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;

namespace Spalt.Reading;

/// <summary>
/// What readers and programs get at the addresses of a blog that is closed to them, whatever they asked for. A suspended blog answers
/// 403 with a page that says so, not 410: it may come back, and search engines shall ask again. A blog that was merged into another
/// leads there; a post's address to where the post is now.
/// </summary>
internal static class ClosedBlogs
{
    public static IApplicationBuilder UseClosedBlogs(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Features.Get<NetworkFace>() is { Extras.Closed.Count: > 0 } network && Segment(context.Request.Path) is { } slug
            && network.Extras.Closed.TryGetValue(slug, out var closed)
            ? AnswerAsync(context, network, slug, closed) : next(context));

    private static async Task AnswerAsync(HttpContext context, NetworkFace network, string slug, ClosedBlog closed)
    {
        if (closed.Into is null)
        {
            await ErrorPages.WriteAsync(context, ErrorPage.Suspended);
            return;
        }

        var db = context.RequestServices.GetRequiredService<SpaltDb>();
        context.Response.Redirect(await FindAsync(context, db, network, slug.ToLowerInvariant(), closed.Into), permanent: true);
    }

    private static async Task<string> FindAsync(HttpContext context, SpaltDb db, NetworkFace network, string slug, string into)
    {
        var (request, cancel) = (context.Request, context.RequestAborted);
        var below = (request.Path.Value ?? "")[(slug.Length + 1)..].Trim('/');
        if (await db.FindBlogAsync(network.Id, slug, cancel) is { } old)
        {
            var moved = request.Query["p"].ToString() is { Length: > 0 } id
                ? await db.FindByOldIdAsync(network, old, id, cancel)
                : below.Length == 0 ? null : await db.FindOriginAsync(network, old, PostOrigin.OfPath(below), cancel);
            if (moved is not null)
            {
                return moved;
            }
        }

        return new PathString($"/{into}/{(below.Length == 0 ? "" : below + "/")}").ToUriComponent() + request.QueryString;
    }

    private static string? Segment(PathString path) =>
        path.Value is ['/', .. { Length: > 0 } rest] ? (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var end ? rest[..end] : rest) : null;
}
