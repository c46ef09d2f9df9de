using System.Globalization;
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

/// <summary>The posts of a blog as those who write there see them, newest first; each sees what they may work on.</summary>
[Authorize(Policy = Policies.Write)]
internal sealed class PostList(SpaltDb db, TimeProvider clock) : PageModel
{
    private const int PageSize = 30;
    private const int LongestSearch = 200;

    /// <summary>What can be shown, in the order of the tabs.</summary>
    public static readonly string[] Shows = ["all", "drafts", "review", "scheduled", "published", "bin"];

    public NetworkFace Network => HttpContext.Network();

    public Desk Desk => HttpContext.Desk();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Show { get; private set; } = "all";

    public string Search { get; private set; } = "";

    public IReadOnlyList<PostLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Before { get; private set; }

    public string Path => "/-/write/" + Desk.BlogSlug;

    public async Task<IActionResult> OnGetAsync(string? show, string? q, long? before, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        Show = Array.IndexOf(Shows, show) > 0 ? show! : "all";
        Search = Formats.TextLine.Cut(q ?? "", LongestSearch);
        var mine = Desk.AccountId;
        var lines = db.PostLines().Where(l => l.BlogId == Desk.BlogId && (Desk.MayManage || l.AuthorId == mine) && (Desk.IsEditor || !l.IsReply));
        lines = Show switch
        {
            "bin" => lines.Where(l => l.BinnedAt != null),
            "drafts" => lines.Where(l => l.BinnedAt == null && l.State == PostState.Draft && l.AskedAt == null),
            "review" => lines.Where(l => l.BinnedAt == null && l.AskedAt != null),
            "scheduled" => lines.Where(l => l.BinnedAt == null && l.State == PostState.Scheduled),
            "published" => lines.Where(l => l.BinnedAt == null && l.State == PostState.Published),
            _ => lines.Where(l => l.BinnedAt == null && l.State != PostState.Removed),
        };
        if (Search.Length > 0)
        {
            // Neither database can be relied on to know Å for å: one folds no letter beyond ASCII, the other does as its locale says.
            var sought = Search.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // SQL's lower().
            lines = lines.Where(l => l.Title.ToLower()
                .Replace("Å", "å").Replace("Ä", "ä").Replace("Ö", "ö").Replace("É", "é").Replace("Ü", "ü").Replace("Æ", "æ").Replace("Ø", "ø").Contains(sought));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        var found = await lines.Where(l => before == null || l.Id < before).OrderByDescending(l => l.Id).Take(PageSize + 1).ToListAsync(cancel);
        Lines = [.. found.Take(PageSize)];
        Before = found.Count > PageSize ? Lines[^1].Id : null;
        new PageHead(Desk.BlogTitle).On(ViewData);
        return Page();
    }

    /// <summary>Begins a post and leads on to it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        var blog = await db.Blogs.SingleAsync(b => b.Id == Desk.BlogId, cancel);
        switch (form["do"].ToString())
        {
            case "new" when !Desk.BlogState.MayWrite:
                // The list says why.
                return new SeeOtherResult(Path);
            case "new":
                var post = Post.Draft(blog, Desk.AccountId, new PostText(Guid.NewGuid().ToString("N"), "", "", ""), Now);
                await db.InTransactionAsync(
                    async () =>
                    {
                        db.Add(post);
                        await db.SaveChangesAsync(cancel);
                        db.Add(PostDraft.Begin(post.Id, PostSettings.Of(blog), Desk.AccountId, Now));
                        await db.SaveChangesAsync(cancel);
                    },
                    cancel);
                return new SeeOtherResult(string.Create(CultureInfo.InvariantCulture, $"{Path}/{post.Id}?done=began"));
            default:
                return BadRequest();
        }
    }

    public string At(string show) => Link(show, before: null);

    public string? Older => Before is { } id ? Link(Show, id) : null;

    private string Link(string show, long? before)
    {
        var query = new QueryString();
        query = show == "all" ? query : query.Add("show", show);
        query = Search.Length == 0 ? query : query.Add("q", Search);
        query = before is null ? query : query.Add("before", before.Value.ToString(CultureInfo.InvariantCulture));
        return Path + query;
    }
}
