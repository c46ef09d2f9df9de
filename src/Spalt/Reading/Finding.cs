using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;

namespace Spalt.Reading;

/// <summary>Finds posts by what they were called before, and says what else there is where nothing was found.</summary>
internal static class Finding
{
    private static readonly Func<SpaltDb, long[], IAsyncEnumerable<Filed>> FiledUnder = EF.CompileAsyncQuery(
        (SpaltDb db, long[] ids) => db.PostCategories.Where(f => ids.Contains(f.PostId))
            .Join(db.Categories, f => f.CategoryId, c => c.Id, (f, c) => new Filed(f.PostId, new Topic(c.Slug, c.Name, c.PostCount))));

    /// <summary>Address of the post that WordPress called <c>?p=id</c> in this blog, otherwise of the one that we call so; null for neither.</summary>
    public static async Task<string?> FindByOldIdAsync(this SpaltDb db, NetworkFace network, BlogFace blog, string id, CancellationToken cancel)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return await db.FindOriginAsync(network, blog, PostOrigin.OfId(number), cancel)
            ?? await db.PathAsync(network, db.Posts.In(blog.Id).Where(p => p.Id == number), cancel);
    }

    /// <summary>Address of the post that was known before as <paramref name="key"/>, see <see cref="PostOrigin"/>; null where none was.</summary>
    public static Task<string?> FindOriginAsync(this SpaltDb db, NetworkFace network, BlogFace blog, string key, CancellationToken cancel)
    {
        var ids = db.PostOrigins.Where(o => o.BlogId == blog.Id && o.Key == key).Select(o => o.PostId);
        return db.PathAsync(network, db.Posts.WithIds(ids), cancel);
    }

    /// <summary>"Not here", with the blog that the address belongs to and its newest posts.</summary>
    public static async Task<ErrorPage> NotHereAsync(this ReadingPage page, SpaltDb db, BlogFace blog, CancellationToken cancel)
    {
        const int Newest = 5;
        var posts = await db.Posts.AsNoTracking().Published().In(blog.Id).NewestFirst().Take(Newest).Links(page.Network, blog.Slug).ToListAsync(cancel);
        return new ErrorPage(404) { Blog = (blog.Path, blog.Title), Posts = [.. posts.Select(p => (p.Path, p.Title))] };
    }

    /// <summary>Gives whole posts their categories, with one question for all.</summary>
    public static async Task FileAsync(this SpaltDb db, IReadOnlyList<FullPost> posts, CancellationToken cancel)
    {
        if (posts.Count == 0)
        {
            return;
        }

        var ids = posts.Select(p => p.Id).ToArray();
        var filed = await FiledUnder(db, ids).ToListAsync(cancel);
        var byPost = filed.ToLookup(f => f.PostId, f => f.Topic);
        foreach (var post in posts)
        {
            post.Categories = [.. byPost[post.Id].OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        }
    }

    private static Task<string?> PathAsync(this SpaltDb db, NetworkFace network, IQueryable<Post> post, CancellationToken cancel) =>
        post.AsNoTracking().Addressed().Join(db.Blogs, p => p.BlogId, b => b.Id, (p, b) => PostAddress.Path(network, b.Slug, p.Slug, p.PublishedAt, p.PublishedPrecision))
            .FirstOrDefaultAsync(cancel);

    private sealed record Filed(long PostId, Topic Topic);
}
