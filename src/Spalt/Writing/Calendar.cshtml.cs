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

    /// <summary>What goes out by itself, day by day.</summary>
    public IReadOnlyList<IGrouping<string, PostLine>> Days { get; private set; } = [];

    public IReadOnlyList<PostLine> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        var person = HttpContext.Person();
        var (me, isEditor) = (person.AccountId, person.IsEditor);
        var lines = db.PostLines().Where(l => l.NetworkId == Network.Id && l.BinnedAt == null)
            .Where(l => isEditor || db.BlogMembers.Any(m => m.BlogId == l.BlogId && m.AccountId == me && (m.Role == BlogRole.Owner || l.AuthorId == me)));
        var planned = await lines.Where(l => l.State == PostState.Scheduled).OrderBy(l => l.PublishedAt).Take(Most).ToListAsync(cancel);
        Days = [.. planned.GroupBy(l => Reading.Dates.WithWeekday(Network, l.PublishedAt!.Value), StringComparer.Ordinal)];
        Waiting = await lines.Where(l => l.AskedAt != null).OrderBy(l => l.AskedAt).Take(Most).ToListAsync(cancel);
        new PageHead(Texts.Say("Calendar.Title")).On(ViewData);
        return Page();
    }
}
