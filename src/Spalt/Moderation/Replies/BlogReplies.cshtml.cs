using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Moderation.Replies;

/// <summary>What people want published in reply to a blog's posts, for its owner: to read, not to decide.</summary>
[Authorize(Policy = Policies.ManageBlog)]
internal sealed class BlogReplies(SpaltDb db, TimeProvider clock) : PageModel
{
    public NetworkFace Network => HttpContext.Network();

    public Desk Desk => HttpContext.Desk();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<AskedReply> Replies { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        Replies = await db.RepliesOfBlogAsync(Desk.BlogId, cancel);
        new PageHead(Texts.Say("Reply.Desk")).On(ViewData);
        ViewData["Styles"] = "work.css";
        return Page();
    }
}
