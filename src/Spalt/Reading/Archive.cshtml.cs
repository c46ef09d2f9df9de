using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>A blog's posts of a year, a month, without date, with a tag, in a category or by an author.</summary>
internal sealed class ArchivePage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    private const int PageSize = 20;

    public string Heading { get; private set; } = "";

    public int Total { get; private set; }

    public IReadOnlyList<Story> Stories { get; private set; } = [];

    public Margin Margin { get; private set; } = null!;

    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string blog, ArchiveAddress asked, int? number, CancellationToken cancel)
    {
        if (await FindBlogAsync(blog, cancel) is not { } face)
        {
            return await NoSuchBlogAsync(blog, cancel);
        }

        Margin = await Margin.ReadAsync(Db, face, Network, Now, cancel);
        if (await asked.FindAsync(Db, Margin, cancel) is not { } part)
        {
            return Missing(await this.NotHereAsync(Db, face, cancel));
        }

        (Heading, Total) = (part.Heading, part.Total);
        var pages = Pager.PagesOf(Total, PageSize);
        if (number < 1 || number > pages)
        {
            return Missing(await this.NotHereAsync(Db, face, cancel));
        }

        Pager = new Pager(part.Path, number ?? 1, pages, (number ?? 1) < pages);
        if (Elsewhere(Pager.Here) is { } right)
        {
            return right;
        }

        var ids = part.PageOfIds((Pager.Number - 1) * PageSize, PageSize);
        Stories = await Db.Posts.AsNoTracking().WithIds(ids).NewestFirst().Stories(Db).ToListAsync(cancel);
        var head = new PageHead($"{Pager.Titled(Heading)} | {face.Title}")
        {
            Description = Texts.Say("Archive.Description", Heading, face.Title),
            Path = Pager.Here,
            Accent = face.Accent,
            Picture = SharedPicture.Of(face),
            Feeds = part.HasFeed ? [.. FeedLink.Of(part.Path, $"{Heading} | {face.Title}"), .. FeedLink.Of(face.Path, face.Title)] : FeedLink.Of(face.Path, face.Title),
            Previous = Pager.Newer,
            Next = Pager.Older,
        };
        return Frozen(head, [Tags.Blog(face.Id), .. Stories.Select(s => Tags.Post(s.Id))]);
    }
}
