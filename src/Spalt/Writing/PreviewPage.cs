using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Writing;

/// <summary>A draft as its readers will see it, by the very partials that show it to them.</summary>
internal abstract class PreviewPage(SpaltDb db, Publishing publishing, TimeProvider clock) : PageModel
{
    protected SpaltDb Db { get; } = db;

    public NetworkFace Network => HttpContext.Network();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public BlogFace Blog { get; private set; } = null!;

    public PostAlone Alone { get; private set; } = null!;

    /// <summary>The page of a draft, which nobody keeps and no search engine lists.</summary>
    protected async Task<PageResult> ShowAsync(OpenDraft open, CancellationToken cancel)
    {
        var (post, text) = (open.Post, open.Draft.Text);
        var settings = text.Settings;
        var slug = await Db.Blogs.Where(b => b.Id == post.BlogId).Select(b => b.Slug).SingleAsync(cancel);
        Blog = (await Db.FindBlogAsync(Network.Id, slug, cancel))!;
        var author = await Db.Accounts.AsNoTracking().SingleAsync(a => a.Id == post.AuthorId, cancel);
        var full = new FullPost(
            post.Id, post.BlogId, slug, settings.Slug ?? Slug.Of(text.Title), text.Title.Length > 0 ? text.Title : Texts.Say("Write.Untitled"),
            post.PublishedAt ?? Now, post.PublishedPrecision, settings.Language, author.Name, author.Slug, post.LikeCount,
            post.CommentCount + post.ImportedCommentCount, settings.Sponsor?.Kind, text.Html, settings.Sponsor?.Name, settings.Sponsor?.Notice,
            post.Corrections)
        {
            Related = RelatedLink.Write(settings.Related),
            Categories = [.. settings.Categories.Select(c => new Topic(PostSlug.OfTerm(c), c, 0))],
        };
        var found = await publishing.PictureAsync(Network.Id, post.BlogId, text, cancel);
        var picture = found is null ? null : await Db.MediaFiles.AsNoTracking().Where(m => m.Id == found.Value.Id)
            .Select(m => new Picture(m.Hash, m.Extension, m.Width, m.Height, m.VariantWidth, m.VariantHeight, m.IsAnimated)).SingleOrDefaultAsync(cancel);
        Alone = PostAlone.Of(full, picture, found?.Alt, settings.Tags.Select(t => new Topic(PostSlug.OfTerm(t), t, 0))) with { Lead = PostAlone.Written(text.Lead, text.Html) };
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
        new PageHead($"{full.Title} | {Blog.Title}") { Accent = Blog.Accent }.On(ViewData);
        return Page();
    }
}
