using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Rules;
using Spalt.Moderation.SpamChecks;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Comments;

/// <summary>
/// Where a comment's writer sees how it stands with it, and may change it or take it back for a while, by the secret in the address. Who has
/// none is told no more than the post's page tells everybody.
/// </summary>
[EnableRateLimiting(WritePage.Limit)]
internal sealed class OneComment(SpaltDb db, CommentRules rules, SpamCheck service, TimeProvider clock) : FormPage
{
    private CommentablePost _post = null!;

    public Comment Comment { get; private set; } = null!;

    public string Path => _post.Path(Network);

    /// <summary>Where the comment stands, or the place where one writes.</summary>
    public string Address => Comment.State is CommentState.Approved
        ? CommentAnchor.Address(Path, _post.Id, _post.Shown, CommentAnchor.Of(Comment.Id, Comment.OriginId)) : Path + "#respond";

    public string Title => _post.Title;

    private bool IsWriters => Comment.IsBy(Request.Query["key"]);

    public bool MayChange => IsWriters && Comment.MayChange(clock.GetUtcNow());

    /// <summary>Last part of the names of the texts that say how it stands with it.</summary>
    public string State => IsWriters || Comment.State is CommentState.Approved ? Comment.State.ToString() : "Received";

    /// <summary>Why it is not shown; null where nobody has decided so, or for whom it is not.</summary>
    public Decision? Decision { get; private set; }

    /// <summary>Where it is explained, and where one objects.</summary>
    public string? Statement { get; private set; }

    /// <summary>Whether a letter asks its writer about mail.</summary>
    public bool IsAsked { get; private set; }

    public DateTimeOffset Until => Comment.WrittenAt + Comment.SecondThoughts;

    public Area Text => new(
        new Field("text", Texts.Say("Respond.Field.text")) { Value = IsFine ? Comment.Markdown : Typed("text"), Error = ErrorOf("text"), Longest = CommentText.Longest }, 6);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        if (!MayChange)
        {
            Complain("", Texts.Say("Respond.TooLate"));
            return Again();
        }

        var by = new Commenter(Comment.AccountId, Comment.AuthorName, Comment.Email) { Standing = Comment.Standing };
        var (place, text) = (await db.PlaceForAsync(_post, by, cancel), CommentText.Of(Raw("text")));
        if (Typed("do") == "withdraw")
        {
            Comment.Withdraw(place, now);
        }
        else if (text.Fault is { } fault)
        {
            Complain("text", fault);
            return Again();
        }
        else if (text.Markdown != Comment.Markdown)
        {
            var written = new WrittenComment(Network.Id, _post.Id, (Comment.AccountId, Comment.AuthorName, Comment.Email), text.Html)
            {
                Id = id,
                PostLanguage = _post.Language,
                Household = Household.Of(HttpContext),
                TakenForSpamBy = await AskOutsideAsync(text, cancel),
                Now = now,
            };
            var ruling = await rules.AboutAsync(written, cancel);
            if (ruling.Barred is { } barred)
            {
                Complain("", Moderation.Writers.Restrictions.Words(barred, Network));
                return Again(StatusCodes.Status403Forbidden);
            }

            if (ruling.Refused is { } refused)
            {
                Complain(refused.Field, Texts.Say("Respond.RefusedWord", refused.Word));
                return Again();
            }

            Comment.Change((text.Markdown, text.Html), place, now, ruling);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            Complain("", Texts.Say("Respond.DecidedMeanwhile"));
            return Again(StatusCodes.Status409Conflict);
        }

        return new SeeOtherResult(Request.Path + Request.QueryString);
    }

    private async Task<string?> AskOutsideAsync(CommentText text, CancellationToken cancel) => Comment.AccountId is null && service.HostFor(Network) is not null
        ? await service.AskAsync(
            new OutsideQuestion(Network.Origin, Network.Language, _post.Id, Comment.AuthorName, Comment.Email, text.Markdown, Comment.ParentId is not null, Comment.WrittenAt).From(HttpContext), cancel)
        : null;

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.Comments.SingleOrDefaultAsync(c => c.Id == id && c.KeyHash != null, cancel) is not { } comment
            || await db.CommentedAsync(network.Id, comment.PostId, cancel) is not { } post)
        {
            return false;
        }

        (Comment, _post) = (comment, post);
        IsAsked = IsWriters && await db.ThreadFollowers.AnyAsync(f => f.PostId == post.Id && f.Email == comment.Email && f.ConfirmedAt == null, cancel);
        if (IsWriters && comment.State is not (CommentState.Approved or CommentState.Withdrawn) && await db.WhyHiddenAsync(id, cancel) is { } decision)
        {
            (Decision, Statement) = (decision, CaseKey.PathOf(await db.NetworkKeyAsync(network.Id, cancel), "decision", decision.Id));
        }

        new PageHead(Texts.Say("Respond.Title", post.Title)).On(ViewData);
        return true;
    }
}
