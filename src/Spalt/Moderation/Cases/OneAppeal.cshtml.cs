using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Replies;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Cases;

/// <summary>Where an appeal is decided, by somebody else than who decided first (DSA, art. 20.4 and 20.6).</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class OneAppeal(SpaltDb db, Deciding deciding) : FormPage
{
    public Person Person => HttpContext.Person();

    public Appeal Appeal { get; private set; } = null!;

    public Decision First { get; private set; } = null!;

    public Subject About { get; private set; } = null!;

    /// <summary>The notice of who appeals, where it is one who reported.</summary>
    public Notice? Notice { get; private set; }

    /// <summary>What somebody wants published in reply, where that was refused.</summary>
    public ReplyRequest? Asked { get; private set; }

    /// <summary>To give way means to take something away, for which there must be a reason.</summary>
    public bool WouldRefuse => First.Verb is DecisionVerb.Dismiss;

    /// <summary>Whoever decided first, or wrote it, does not decide about it anew.</summary>
    public bool IsOwn => First.ById == Person.AccountId || About.IsBy(Person.AccountId);

    /// <summary>Whether nobody else at the newspaper has the right to decide.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>A post is the publisher's and the editors' to take down and put back.</summary>
    public bool MayDecide => !IsOwn && (About.Comment is not null || Person.IsEditor);

    public ReasonFields Reason => new(Typed, ErrorOf);

    public Area Answer => new(
        new Field("answer", Texts.Say("Appeal.Answer")) { Value = Typed("answer"), Error = ErrorOf("answer"), Hint = Texts.Say("Appeal.Answer.Hint"), Longest = ReasonFields.LongestFacts, IsRequired = false }, 3);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel) || !MayDecide)
        {
            return NotFound();
        }

        if (Appeal.DecidedAt is not null)
        {
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        if (Typed("version") != About.Version)
        {
            Complain("", Texts.Say("Cases.ChangedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        if (Asked is not null && Typed("do") == "uphold" && About.Post.State is not PostState.Published)
        {
            Complain("", Texts.Say("Reply.NotPublic"));
        }

        var (upholds, answer) = (Typed("do") == "uphold", Typed("answer").ReplaceLineEndings("\n"));
        var reason = upholds && WouldRefuse ? Reason.Read(Complain) : null;
        if (answer.Length is 0 or > ReasonFields.LongestFacts)
        {
            Complain("answer", answer.Length == 0 ? Texts.Say("Appeal.Answer.Missing") : Texts.Say("Form.TooLong", ReasonFields.LongestFacts));
        }

        if (!IsFine)
        {
            return Again();
        }

        try
        {
            await deciding.DecideAsync(Appeal, First, About, (upholds, reason, answer), new(Person.AccountId, Person.AccountName), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            await LoadAsync(id, cancel);
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        return new SeeOtherResult((upholds ? Done.Upheld : Done.Stands).At(OpenPage.Path));
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (await db.Appeals.SingleOrDefaultAsync(a => a.Id == id && a.NetworkId == Person.NetworkId, cancel) is not { } appeal)
        {
            return false;
        }

        var first = await db.Decisions.SingleAsync(d => d.Id == appeal.DecisionId, cancel);
        if (await db.SubjectAsync(Person.NetworkId, first.PostId, first.CommentId, cancel) is not { } about)
        {
            return false;
        }

        (Appeal, First, About) = (appeal, first, about);
        Notice = appeal.NoticeId is null ? null : await db.Notices.SingleAsync(n => n.Id == appeal.NoticeId, cancel);
        Asked = first.IsAboutReply ? await db.ReplyRequests.AsNoTracking().SingleOrDefaultAsync(r => r.DecisionId == first.Id, cancel) : null;
        IsAlone = IsOwn && !await db.NetworkMembers.AnyAsync(m => m.NetworkId == Person.NetworkId && m.AccountId != first.ById && m.AccountId != about.WriterId, cancel);
        new PageHead(Texts.Say("Cases.Appeal", id)).On(ViewData);
        ViewData["Styles"] = "work.css";
        return true;
    }
}
