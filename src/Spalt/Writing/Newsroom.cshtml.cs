using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Writing;

/// <summary>The door to the newsroom: where one was, one's blogs, and for editors what waits and all blogs of the network.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class Newsroom(SpaltDb db) : PageModel
{
    private const int Recent = 5;
    private const int MostWaiting = 20;
    private const int MostBlogs = 200;

    public NetworkFace Network => HttpContext.Network();

    public Person Person => HttpContext.Person();

    /// <summary>What one worked on last.</summary>
    public IReadOnlyList<PostLine> Continue { get; private set; } = [];

    /// <summary>What waits for somebody who may say yes, the longest first.</summary>
    public IReadOnlyList<PostLine> Waiting { get; private set; } = [];

    public IReadOnlyList<BlogLine> Mine { get; private set; } = [];

    /// <summary>The network's other blogs, for its editors.</summary>
    public IReadOnlyList<BlogLine> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        var (me, isEditor) = (Person.AccountId, Person.IsEditor);
        Continue = await Alive(db.PostLines(db.Drafts.Where(d => d.SavedById == me)))
            .Where(l => isEditor || db.BlogMembers.Any(m => m.BlogId == l.BlogId && m.AccountId == me && (m.Role == BlogRole.Owner || l.AuthorId == me)))
            .OrderByDescending(l => l.SavedAt).Take(Recent).ToListAsync(cancel);
        Waiting = await Alive(db.PostLines(db.Drafts.Where(d => d.AskedAt != null)))
            .Where(l => isEditor || db.BlogMembers.Any(m => m.BlogId == l.BlogId && m.AccountId == me && m.Role == BlogRole.Owner))
            .OrderBy(l => l.AskedAt).Take(MostWaiting).ToListAsync(cancel);
        var blogs = db.Blogs.OnNetwork(Network.Id).Where(b => b.MergedIntoId == null);
        Mine = await BlogLine.Of(blogs.Where(b => db.BlogMembers.Any(m => m.BlogId == b.Id && m.AccountId == me))).ToListAsync(cancel);
        Others = isEditor ? await BlogLine.Of(blogs.Where(b => !db.BlogMembers.Any(m => m.BlogId == b.Id && m.AccountId == me))).Take(MostBlogs).ToListAsync(cancel) : [];
        new PageHead(Texts.Say("Newsroom.Title")).On(ViewData);
        return Page();
    }

    private IQueryable<PostLine> Alive(IQueryable<PostLine> lines) => lines.Where(l => l.NetworkId == Network.Id && l.BinnedAt == null && l.State != PostState.Removed);
}

internal sealed record BlogLine(string Slug, string Title, int PostCount, BlogState State, DateTimeOffset? SuspendedAt, string? SuspendedWhy)
{
    public static IQueryable<BlogLine> Of(IQueryable<Blog> blogs) => blogs.OrderBy(b => b.Title).Select(b => new BlogLine(b.Slug, b.Title, b.PostCount, b.State, b.SuspendedAt, b.SuspendedWhy));
}
