using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>Thanks a reader whose browser runs no script, and offers to undo. Never frozen: it is about one reader.</summary>
public sealed class Thanks(SpaltDb db, TimeProvider clock) : PageModel
{
    public LikedThing Thing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.LikeableAsync(network, kind, id, cancel) is not { } thing)
        {
            return NotFound();
        }

        Thing = thing;
        Response.Headers.CacheControl = "private, no-store";
        return await new LikeLedger(db, clock).LikesAsync(thing.What, HttpContext, cancel) ? Page() : LocalRedirect(thing.Page);
    }
}
