using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>The same for whoever was given the secret address, as long as it holds.</summary>
[AllowAnonymous]
internal sealed class SharedPreview(SpaltDb db, DraftKeeper keeper, Publishing publishing, TimeProvider clock) : PreviewPage(db, publishing, clock)
{
    public DateTimeOffset Until { get; private set; }

    public bool IsPublic { get; private set; }

    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken cancel)
    {
        // The address is the secret: no link on the page shall tell others where it came from.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "private, no-store";
        var link = await Db.PreviewLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Secret == secret && l.ExpiresAt > Now, cancel);
        var post = link is null ? null : await Db.Posts.Include(p => p.Tags).Include(p => p.Categories)
            .SingleOrDefaultAsync(p => p.Id == link.PostId && p.NetworkId == Network.Id && p.BinnedAt == null, cancel);
        if (post is null)
        {
            return NotFound();
        }

        IsPublic = post.State is PostState.Published;
        Until = link!.ExpiresAt;
        return await ShowAsync(await keeper.OpenAsync(post, cancel), cancel);
    }
}
