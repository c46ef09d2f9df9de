using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Statistics;

/// <summary>How a blog is read, for all who write on it.</summary>
[Authorize(Policy = Policies.Write)]
internal sealed class BlogStatistics(SpaltDb db, CountKeeper counts, TimeProvider clock) : PageModel
{
    public Desk Desk => HttpContext.Desk();

    public Figures Figures { get; private set; } = null!;

    public async Task OnGetAsync(string? days, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        await counts.WriteAsync(cancel);
        Figures = await Figures.ReadAsync(db, HttpContext.Network(), Desk.BlogId, Figures.SpanOf(days), clock.GetUtcNow(), cancel);
        new PageHead(Texts.Say("Statistics.Of", Desk.BlogTitle)).On(ViewData);
    }
}
