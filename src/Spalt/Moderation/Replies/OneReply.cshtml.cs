using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Replies;

/// <summary>Where a request to reply is decided: published beside what it answers, or refused with a reason. Moderators see it; those who answer for posts decide.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class OneReply(SpaltDb db, DecidingReplies deciding, TimeProvider clock) : FormPage
{
    public Person Person => HttpContext.Person();

    public ReplyRequest Asked { get; private set; } = null!;

    public Subject About { get; private set; } = null!;

    public Decision? Decision { get; private set; }

    public ReplyClock Waiting => new(Asked.FiledAt, clock.GetUtcNow());

    public bool IsDecided => Asked.DecidedAt is not null;

    /// <summary>Path of the reply; null where there is none that readers see.</summary>
    public string? Published { get; private set; }

    /// <summary>A post is the publisher's and the editors' to publish.</summary>
    public bool MayDecide => Person.IsEditor;

    /// <summary>An answer to what nobody reads is published nowhere.</summary>
    public bool MayGrant => About.Post.State is PostState.Published;

    public ReasonFields Reason => new(Typed, ErrorOf) { Grounds = Grounds.OfReplies };

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel) || !MayDecide)
        {
            return NotFound();
        }

        if (IsDecided)
        {
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        var grants = Typed("do") == "grant";
        var reason = grants ? null : Reason.Read(Complain);
        if (grants && !MayGrant)
        {
            Complain("", Texts.Say("Reply.NotPublic"));
        }

        if (!IsFine)
        {
            return Again();
        }

        var by = new Moderator(Person.AccountId, Person.AccountName);
        try
        {
            await (reason is null ? deciding.GrantAsync(Asked, About.Post, by, cancel) : deciding.RefuseAsync(Asked, reason, by, cancel));
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            await LoadAsync(id, cancel);
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        return new SeeOtherResult((reason is null ? Done.Granted : Done.RefusedReply).At(Request.Path));
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (await db.ReplyRequests.SingleOrDefaultAsync(r => r.Id == id && r.NetworkId == Person.NetworkId, cancel) is not { } asked
            || await db.SubjectAsync(Person.NetworkId, asked.PostId, null, cancel) is not { } about)
        {
            return false;
        }

        (Asked, About) = (asked, about);
        Decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == asked.DecisionId, cancel);
        Published = await db.PathOfReplyAsync(asked, Network, cancel);
        new PageHead(Texts.Say("Reply.Case", id)).On(ViewData);
        ViewData["Styles"] = "work.css";
        return true;
    }
}
