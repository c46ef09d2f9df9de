using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;

namespace Spalt.History;

/// <summary>
/// A public post as it was at a moment: its words, what had been put right, the answers to it and the comments below. It stands at the post's own
/// address with <c>?vid=</c> (<see cref="VidQuery"/>), is never frozen, since there are as many moments as anybody types, and tells search engines to stay away.
/// </summary>
internal sealed class ThenPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public BlogFace Blog { get; private set; } = null!;

    /// <summary>Null where readers saw nothing of it then.</summary>
    public FullPost? Post { get; private set; }

    public PostAlone Alone { get; private set; } = null!;

    public ReplyLinks Replies { get; private set; } = ReplyLinks.None;

    public ShownEmbeds Embeds { get; private set; } = ShownEmbeds.Unasked;

    public CommentsThen Comments { get; private set; } = null!;

    /// <summary>Null where what was asked for is no moment of the past.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>The post as it is now.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Where the next comments are; null where there are no more.</summary>
    public string? Later => Comments.After is { } id ? string.Create(CultureInfo.InvariantCulture, $"{Path}?vid={Moment.Written(Network, At!.Value)}&after={id}#comments") : null;

    public async Task<IActionResult> OnGetAsync(string blog, string? path, string? vid, long? after, CancellationToken cancel)
    {
        var below = (path ?? "").Trim('/');
        if (await FindBlogAsync(blog, cancel) is not { } face)
        {
            return await NoSuchBlogAsync(blog, cancel);
        }

        var slug = below[(below.LastIndexOf('/') + 1)..];
        if (await Db.Posts.AsNoTracking().Addressed().In(face.Id).SingleOrDefaultAsync(p => p.Slug == slug, cancel) is not { } post)
        {
            // No post: whatever it is, it has no past of its own.
            return Redirect(new PathString(face.Path + (below.Length == 0 ? "" : below + "/")).ToUriComponent());
        }

        if (post.State is not PostState.Published)
        {
            return Missing(new ErrorPage(StatusCodes.Status410Gone) { Blog = (face.Path, face.Title) });
        }

        (Blog, Path) = (face, Network.Path(face.Slug, post.Slug, post.PublishedAt, post.PublishedPrecision));
        if (face.Path + below + "/" != Uri.UnescapeDataString(Path))
        {
            return RedirectPermanent(Path + Request.QueryString);
        }

        At = Moment.Read(Network, vid, Now);
        if (At is { } at)
        {
            await ReadAsync(post, at, after, cancel);
        }

        Response.Headers.CacheControl = "no-cache";
        Response.Headers["X-Robots-Tag"] = "noindex";
        new PageHead($"{Post?.Title ?? Texts.Say("Then.Title")} | {face.Title}") { Path = Path, Accent = face.Accent }.On(ViewData);
        var page = Page();
        page.StatusCode = (At, Post) switch { (null, _) => StatusCodes.Status400BadRequest, (_, null) => StatusCodes.Status404NotFound, _ => StatusCodes.Status200OK };
        return page;
    }

    private async Task ReadAsync(Post post, DateTimeOffset at, long? after, CancellationToken cancel)
    {
        var now = (await Db.FullPostsAsync(Blog.Slug, [post.Id], cancel)).Single();
        if (await PostThen.ReadAsync(Db, post, now, at, cancel) is not { } then)
        {
            return;
        }

        Post = then.Post;
        Replies = await ReplyLinks.OfAsync(Db, [(post.Id, post.HasReplies, post.ReplyToId)], cancel);
        Alone = PostAlone.Of(then.Post, null, null, []) with { IsThen = true, Lead = then.Lead, Replies = await RepliesAsync(post.Id, at, cancel) };
        Embeds = await EmbedsInAsync([then.Post.BodyHtml, .. Alone.Replies.Select(r => r.BodyHtml)], cancel);
        Comments = await CommentsThen.ReadAsync(Db, post.Id, at, after, cancel);
    }

    /// <summary>Answers that readers see now and saw then, as they were.</summary>
    private async Task<IReadOnlyList<FullPost>> RepliesAsync(long postId, DateTimeOffset at, CancellationToken cancel)
    {
        var then = new List<FullPost>();
        foreach (var shown in await Db.WholeAsync(Replies.To(postId), cancel))
        {
            var reply = await Db.Posts.AsNoTracking().SingleAsync(p => p.Id == shown.Id, cancel);
            if (await PostThen.ReadAsync(Db, reply, shown, at, cancel) is { } was)
            {
                then.Add(was.Post);
            }
        }

        return then;
    }
}
