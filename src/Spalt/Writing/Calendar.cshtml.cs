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

/// <summary>What is planned: the whole network for its editors, one's own blogs for everybody else.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class Calendar(SpaltDb db) : PageModel
{
    private const int Most = 200;

    public NetworkFace Network => HttpContext.Network();

    /// <summary>Whether it is the whole network's, and not only what the person may work on.</summary>
    public bool IsWhole => HttpContext.Person().IsEditor;

    /// <summary>What goes out by itself, day by day.</summary>
    public IReadOnlyList<IGrouping<string, PostLine>> Days { get; private set; } = [];

    public IReadOnlyList<PostLine> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        var person = HttpContext.Person();
        var planned = await Seen(db.PostLines(), person).Where(l => l.State == PostState.Scheduled).OrderBy(l => l.PublishedAt).Take(Most).ToListAsync(cancel);
        Days = [.. planned.GroupBy(l => Reading.Dates.WithWeekday(Network, l.PublishedAt!.Value), StringComparer.Ordinal)];
        Waiting = await Seen(db.PostLines(db.Drafts.Where(d => d.AskedAt != null)), person).OrderBy(l => l.AskedAt).Take(Most).ToListAsync(cancel);
        new PageHead(Texts.Say("Calendar.Title")).On(ViewData);
        return Page();
    }

    private IQueryable<PostLine> Seen(IQueryable<PostLine> lines, Person person)
    {
        var (me, isEditor) = (person.AccountId, person.IsEditor);
        return lines.Where(l => l.NetworkId == Network.Id && l.BinnedAt == null && (isEditor || !l.IsReply)
            && (isEditor || db.BlogMembers.Any(m => m.BlogId == l.BlogId && m.AccountId == me && (m.Role == BlogRole.Owner || l.AuthorId == me))));
    }
}
