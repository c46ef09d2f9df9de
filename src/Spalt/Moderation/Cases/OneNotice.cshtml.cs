using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Cases;

/// <summary>Where a notice is decided, and with it all others about the same: taken away with a reason, or left with one.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class OneNotice(SpaltDb db, Deciding deciding) : FormPage
{
    public Person Person => HttpContext.Person();

    public Subject About { get; private set; } = null!;

    /// <summary>The one that was asked for, or all about the same where nobody has decided.</summary>
    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public IReadOnlyList<Decision> Before { get; private set; } = [];

    public bool IsDecided { get; private set; }

    /// <summary>A post is the publisher's and the editors' to take down.</summary>
    public bool MayRefuse => About.Comment is not null || Person.IsEditor;

    /// <summary>Whether readers see it: if not, there is nothing to take away.</summary>
    public bool IsShown => About.Comment is { } comment ? comment.State is Comments.CommentState.Approved : About.Post.State is Posts.PostState.Published;

    /// <summary>Nobody answers what is reported about themselves.</summary>
    public bool IsOwn => About.IsBy(Person.AccountId);

    /// <summary>Names what they have read who decide: the text, and the notices about it.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{About.Version}.{Notices[^1].Id}");

    public ReasonFields Reason => new(Typed, ErrorOf);

    public Area Why => new(
        new Field("stays", Texts.Say("Cases.Stays")) { Value = Typed("stays"), Error = ErrorOf("stays"), Hint = Texts.Say("Cases.Stays.Hint"), Longest = ReasonFields.LongestFacts, IsRequired = false }, 3);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel) || IsOwn)
        {
            return NotFound();
        }

        if (IsDecided)
        {
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        var (refuses, facts) = (Typed("do") == "refuse", Typed("stays").ReplaceLineEndings("\n"));
        if (refuses && !MayRefuse)
        {
            return NotFound();
        }

        if (Typed("version") != Version)
        {
            Complain("", Texts.Say("Cases.ChangedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        if (refuses && !IsShown)
        {
            return NotFound();
        }

        var reason = refuses ? Reason.Read(Complain) : null;

        if (!refuses && facts.Length is 0 or > ReasonFields.LongestFacts)
        {
            Complain("stays", facts.Length == 0 ? Texts.Say("Cases.Stays.Missing") : Texts.Say("Form.TooLong", ReasonFields.LongestFacts));
        }

        if (!IsFine)
        {
            return Again();
        }

        try
        {
            await deciding.DecideAsync(About, Notices, reason, facts, new(Person.AccountId, Person.AccountName), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            await LoadAsync(id, cancel);
            Complain("", Texts.Say("Cases.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        return new SeeOtherResult((reason is null ? Done.Left : About.Comment is null ? Done.TakenDown : Done.Removed).At(OpenPage.Path));
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (await db.Notices.SingleOrDefaultAsync(n => n.Id == id && n.NetworkId == Person.NetworkId, cancel) is not { } notice
            || await db.SubjectAsync(Person.NetworkId, notice.PostId, notice.CommentId, cancel) is not { } about)
        {
            return false;
        }

        (About, IsDecided) = (about, notice.DecisionId is not null);
        Notices = IsDecided ? [notice] : await db.NoticesAboutAsync(notice.PostId, notice.CommentId, cancel);
        Before = await db.DecisionsAboutAsync(notice.PostId, notice.CommentId, cancel);
        new PageHead(Texts.Say("Cases.Notice", id)).On(ViewData);
        ViewData["Styles"] = "work.css";
        return true;
    }
}
