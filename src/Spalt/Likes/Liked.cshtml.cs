using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>Thanks a reader whose browser runs no script, and offers to undo. Never frozen: it is about one reader.</summary>
public sealed class Thanks(SpaltDb db, TimeProvider clock) : PageModel
{
    public LikeablePost Post { get; private set; } = null!;

    public string Path => Post.Path(HttpContext.Network());

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.LikeableAsync(network.Id, id, cancel) is not { } post)
        {
            return NotFound();
        }

        Post = post;
        Response.Headers.CacheControl = "private, no-store";
        var liked = await new LikeLedger(db, clock).LikedAsync([id], HttpContext, cancel);
        return liked.Count > 0 ? Page() : LocalRedirect(Path);
    }
}
