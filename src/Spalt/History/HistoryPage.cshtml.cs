using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Text;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.History;

/// <summary>What a public post has said (<i>ändringshistorik</i>): each published version with its time, and two of them side by side.</summary>
internal sealed class HistoryPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public Post Post { get; private set; } = null!;

    public BlogFace Blog { get; private set; } = null!;

    public string PostPath { get; private set; } = "";

    public IReadOnlyList<PublicVersion> Versions { get; private set; } = [];

    /// <summary>Places in <see cref="Versions"/>, counted from one, of the two that are compared.</summary>
    public int From { get; private set; }

    public int To { get; private set; }

    /// <summary>Null where one of the two is not to be seen, or there is only one.</summary>
    public IReadOnlyList<DiffPart>? Parts { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, int? from, int? to, CancellationToken cancel)
    {
        var post = await Db.Posts.AsNoTracking().Published().On(Network.Id).SingleOrDefaultAsync(p => p.Id == id, cancel);
        var slug = post is null ? null : await Db.Blogs.Where(b => b.Id == post.BlogId).Select(b => b.Slug).SingleAsync(cancel);
        if (post is null || slug is null || await FindBlogAsync(slug, cancel) is not { } blog)
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        var versions = await PublicVersions.OfAsync(Db, post, cancel);
        (Post, Blog, Versions, PostPath) = (post, blog, versions.All, Network.Path(blog.Slug, post.Slug, post.PublishedAt, post.PublishedPrecision));
        (From, To) = (from ?? Math.Max(1, Versions.Count - 1), to ?? Versions.Count);
        if (From < 1 || To > Versions.Count || From > To || (from is null) != (to is null) || (From == To && Versions.Count > 1))
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        if (From < To && await versions.ReadAsync(Versions[From - 1], cancel) is { } before && await versions.ReadAsync(Versions[To - 1], cancel) is { } after)
        {
            Parts = WordDiff.Between(before.Plain, after.Plain);
        }

        ViewData["Styles"] = "writing.css";
        var here = from is null ? PathOf(id) : string.Create(CultureInfo.InvariantCulture, $"{PathOf(id)}/{From}/{To}");
        return Elsewhere(here) ?? Frozen(
            new PageHead(Texts.Say("History.Title", post.Title) + " | " + blog.Title) { Path = here, Accent = blog.Accent }, [Tags.Post(id), Tags.Blog(blog.Id)]);
    }

    public static string PathOf(long postId) => string.Create(CultureInfo.InvariantCulture, $"/-/posts/{postId}/history");

    public string Compared(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{PathOf(Post.Id)}/{from}/{to}");

    /// <summary>The page as it was when that version stood there.</summary>
    public string Then(PublicVersion version) => PostPath + "?vid=" + Moment.Written(Network, version.Since);
}
