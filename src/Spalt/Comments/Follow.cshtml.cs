using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Comments;

/// <summary>
/// Where a letter about answers leads: one says that the address is one's own, chooses what to be told of, or wants no more. Nothing follows
/// from looking at it, which programs that read letters do. A mail program ends it at once by <c>List-Unsubscribe=One-Click</c> (RFC 8058 §3.1).
/// </summary>
internal sealed class FollowPage(SpaltDb db, FollowLinks links, TimeProvider clock) : FormPage
{
    /// <summary>Null where they get no letters any more.</summary>
    public ThreadFollower? Follower { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The post's page, where it is still read.</summary>
    public string? Path { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) => await LoadAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancel)
    {
        if (!await LoadAsync(token, cancel))
        {
            return NotFound();
        }

        if (Typed("do") == "stop" || Typed("List-Unsubscribe") == "One-Click")
        {
            await db.ThreadFollowers.Where(f => f.Id == links.IdOf(token)).ExecuteDeleteAsync(cancel);
            Follower = null;
            return Page();
        }

        if (Typed("do") == "confirm")
        {
            Follower?.Confirm(clock.GetUtcNow());
        }
        else if (Enum.TryParse<Followed>(Typed("what"), out var what) && Enum.IsDefined(what))
        {
            Follower?.Follow(what);
        }

        await db.SaveChangesAsync(cancel);
        return new SeeOtherResult(Request.Path + Request.QueryString);
    }

    /// <summary>Whether the link is one of ours; whoever it was for may be gone by now.</summary>
    private async Task<bool> LoadAsync(string? token, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || links.IdOf(token) is not { } id)
        {
            return false;
        }

        new PageHead(Texts.Say("Follow.Title")).On(ViewData);
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Follower = await db.ThreadFollowers.SingleOrDefaultAsync(f => f.Id == id && f.NetworkId == network.Id, cancel);
        if (Follower is not null && await db.CommentedAsync(network.Id, Follower.PostId, cancel) is { } post)
        {
            (Title, Path) = (post.Title, post.Path(network));
        }

        return true;
    }
}
