using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments.Intake;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Moderation.SpamChecks;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Comments;

/// <summary>
/// Takes a comment: from the form below the post, which is the same for everybody, or from this page, where one answers somebody, and which
/// shows the form again with what was typed where something is wrong.
/// </summary>
[EnableRateLimiting(Limit)]
[RequestSizeLimit(MostBytes)]
internal sealed class WritePage(SpaltDb db, CommentIntake intake, CommentRules rules, FormTimes times, SpamCheck service, TimeProvider clock) : FormPage
{
    public const string Limit = "comments";

    /// <summary>Far more than a comment may have, so that who pastes too much gets an answer, and the text back.</summary>
    private const int MostBytes = 1_000_000;

    public CommentablePost Post { get; private set; } = null!;

    /// <summary>What is answered, where it is not the post.</summary>
    public ThreadedComment? Answered { get; private set; }

    public Visitor? Visitor { get; private set; }

    /// <summary>Where one comes back to who signs in first.</summary>
    public string Here => Request.Path + Request.QueryString;

    public bool IsOpen => Post.IsOpen(clock.GetUtcNow());

    /// <summary>Whether one has to sign in first.</summary>
    public bool IsForOthers => Post.Rules.Commenters is Commenters.Members && Visitor is null;

    public CommentFields Fields => new(Post.Id, Post.Rules, Network)
    {
        To = Answered?.Id,
        Began = HttpMethods.IsPost(Request.Method) ? Typed("began") : times.Begin(Post.Id),
        IsSignedIn = Visitor is not null,
        Typed = Typed,
        ErrorOf = ErrorOf,
    };

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, Request.Query["to"], cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network)
        {
            return NotFound();
        }

        Visitor = await Visitor.OfAsync(HttpContext, db, cancel);
        var (by, text, to) = (By(), CommentText.Of(Raw("text")), Typed("to"));
        if (text.Fault is { } fault)
        {
            Complain("text", fault);
        }

        // Nobody sees that field; who fills it in fills in everything.
        if (!IsFine || Typed("webbplats").Length > 0)
        {
            return await LoadAsync(id, to, cancel) ? (IActionResult?)Complained(to) ?? new SeeOtherResult(Post.Path(Network)) : NotFound();
        }

        // What is no number is shown no longer, as what has been taken away.
        var answered = to.Length == 0 ? (long?)null : long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var (began, took) = (Typed("began"), times.Since(id, Typed("began")));
        var receipt = await intake.TakeAsync(
            new(network.Id, id, answered, by, text)
            {
                Household = Household.Of(HttpContext),
                Took = took,
                Seal = took is null ? null : began,
                Work = Typed("work"),
                TakenForSpamBy = await AskOutsideAsync(network, id, by, text, answered is not null, cancel),
            },
            cancel);
        if (receipt is { Verdict: IntakeVerdict.Taken or IntakeVerdict.TakenBefore, Place: { } place } && Typed("follow").Length > 0)
        {
            await db.FollowAsync(place, by, clock.GetUtcNow(), cancel);
        }

        return receipt.Verdict switch
        {
            IntakeVerdict.Taken => Sent(receipt.Id, "?key=" + receipt.Key),
            IntakeVerdict.TakenBefore => Sent(receipt.Id, ""),
            _ => await LoadAsync(id, to, cancel) ? Refused(receipt, to) : NotFound(),
        };
    }

    /// <summary>Nothing leaves the house of who has an account, of who may not comment, or where nobody may.</summary>
    private async Task<string?> AskOutsideAsync(NetworkFace network, long id, Commenter by, CommentText text, bool isReply, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return by.AccountId is null && service.HostFor(network) is not null && await db.CommentedAsync(network.Id, id, cancel) is { } post
            && post.Rules.Decide(now, isMember: false, isKnown: false) is CommentVerdict.Waits or CommentVerdict.ShowsAtOnce
            && !await rules.BarsAsync(network.Id, new(null, by.Email, Household.Of(HttpContext)), now, cancel)
            ? await service.AskAsync(new OutsideQuestion(network.Origin, network.Language, id, by.Name, by.Email, text.Markdown, isReply, now).From(HttpContext), cancel)
            : null;
    }

    private PageResult Refused(Receipt receipt, string to)
    {
        if (receipt.Barred is { } barred)
        {
            Complain("", Moderation.Writers.Restrictions.Words(barred, Network));
            return Again(StatusCodes.Status403Forbidden);
        }

        if (receipt is { Verdict: IntakeVerdict.Refused, Refused: var (field, word) })
        {
            Complain(field, Texts.Say("Respond.RefusedWord", word));
        }

        return Complained(to, receipt.Verdict) ?? Again();
    }

    /// <summary>The page again with all that is wrong, also that one may not comment there; null where nothing is.</summary>
    private PageResult? Complained(string to, IntakeVerdict verdict = IntakeVerdict.Taken)
    {
        var rule = Post.Rules.Decide(clock.GetUtcNow(), Visitor is not null, isKnown: false);
        if (rule is CommentVerdict.Closed || verdict is IntakeVerdict.Closed)
        {
            Complain("", Texts.Say("Respond.ClosedMeanwhile"));
        }
        else if (rule is CommentVerdict.MembersOnly || verdict is IntakeVerdict.MembersOnly)
        {
            Complain("", Texts.Say("Respond.MembersOnlyMeanwhile"));
        }

        if ((to.Length > 0 && Answered is null) || verdict is IntakeVerdict.AnsweredIsGone)
        {
            Complain("", Texts.Say("Respond.AnsweredIsGone"));
        }

        return IsFine ? null : Again();
    }

    private static SeeOtherResult Sent(long id, string key) => new(string.Create(CultureInfo.InvariantCulture, $"/-/comments/{id}{key}"));

    private Commenter By()
    {
        if (Visitor is { } visitor)
        {
            return new(visitor.AccountId, visitor.Name, visitor.Email?.ToLowerInvariant());
        }

        var name = TextLine.Of(Required("name", CommentFields.LongestName));
        if (!CommentText.Says(name))
        {
            Complain("name", Texts.Say("Form.Missing"));
        }

        var email = Required("email");
        if (email.Length > 0 && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        return new(null, name, email.ToLowerInvariant());
    }

    private async Task<bool> LoadAsync(long id, string? to, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.CommentedAsync(network.Id, id, cancel) is not { } post)
        {
            return false;
        }

        (Post, Visitor) = (post, await Visitor.OfAsync(HttpContext, db, cancel));
        if (long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var answered))
        {
            Answered = await db.ShownComments().Where(c => c.PostId == id && c.Id == answered)
                .Select(ThreadRow.Of).SingleOrDefaultAsync(cancel) is { } row ? row.AsComment(null) : null;
        }

        new PageHead(Texts.Say("Respond.Title", post.Title)).On(ViewData);
        return true;
    }
}
