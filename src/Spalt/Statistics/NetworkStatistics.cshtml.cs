using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Statistics;

/// <summary>How the whole network is read, for its editors.</summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class NetworkStatistics(SpaltDb db, CountKeeper counts, TimeProvider clock) : PageModel
{
    public Figures Figures { get; private set; } = null!;

    public async Task OnGetAsync(string? days, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        await counts.WriteAsync(cancel);
        Figures = await Figures.ReadAsync(db, HttpContext.Network(), blogId: null, Figures.SpanOf(days), clock.GetUtcNow(), cancel);
        new PageHead(Texts.Say("Statistics.Of", HttpContext.Network().Name)).On(ViewData);
    }
}
