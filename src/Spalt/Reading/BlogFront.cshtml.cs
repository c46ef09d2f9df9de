using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>A blog: ten whole posts a page, newest first.</summary>
internal sealed class BlogFront(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public const int PageSize = 10;

    public IReadOnlyList<FullPost> Posts { get; private set; } = [];

    public ShownEmbeds Embeds { get; private set; } = ShownEmbeds.Unasked;

    public ReplyLinks Replies { get; private set; } = ReplyLinks.None;

    public Margin Margin { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string blog, int? number, string? p, CancellationToken cancel)
    {
        if (await FindBlogAsync(blog, cancel) is not { } face)
        {
            return await NoSuchBlogAsync(blog, cancel);
        }

        if (!string.IsNullOrEmpty(p))
        {
            var moved = await Db.FindByOldIdAsync(Network, face, p, cancel);
            return moved is null ? Missing(await this.NotHereAsync(Db, face, cancel)) : RedirectPermanent(moved);
        }

        var pages = Pager.PagesOf(face.PostCount, PageSize);
        if (number < 1 || number > pages)
        {
            return Missing(await this.NotHereAsync(Db, face, cancel));
        }

        Pager = new Pager(face.Path, number ?? 1, pages, (number ?? 1) < pages);
        if (Elsewhere(Pager.Here) is { } right)
        {
            return right;
        }

        Posts = await Db.FullPageAsync(face, (Pager.Number - 1) * PageSize, PageSize, cancel);
        await Db.FileAsync(Posts, cancel);
        Replies = await ReplyLinks.OfAsync(Db, Posts.Select(post => (post.Id, post.HasReplies, post.ReplyToId)), cancel);
        Embeds = await EmbedsInAsync(Posts.Select(post => post.BodyHtml), cancel);
        Margin = await Margin.ReadAsync(Db, face, Network, Now, cancel);
        var head = new PageHead(Pager.Titled(face.Title))
        {
            Description = face.Tagline,
            Path = Pager.Here,
            Counted = face.Id.ToString(CultureInfo.InvariantCulture),
            Accent = face.Accent,
            Picture = SharedPicture.Of(face),
            Feeds = FeedLink.Of(face.Path, face.Title),
            Previous = Pager.Newer,
            Next = Pager.Older,
        };
        return Frozen(head, [Tags.Blog(face.Id), .. Posts.SelectMany(post => Replies.Thaws(post.ReplyToId).Prepend(Tags.Post(post.Id))), .. Embeds.Thaws]);
    }
}
