using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
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
internal sealed class WritePage(SpaltDb db, CommentRules rules, FormTimes times, TimeProvider clock) : FormPage
{
    public const string Limit = "comments";

    /// <summary>Far more than a comment may have, so that who pastes too much gets an answer, and the text back.</summary>
    private const int MostBytes = 1_000_000;

    /// <summary>A second press of the button says the same within so long.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(10);

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
        var to = Typed("to");
        if (!await LoadAsync(id, to, cancel))
        {
            return NotFound();
        }

        var text = CommentText.Of(Raw("text"));
        var verdict = Post.Rules.Decide(clock.GetUtcNow(), Visitor is not null, isKnown: false);
        if (verdict is CommentVerdict.Closed)
        {
            Complain("", Texts.Say("Respond.ClosedMeanwhile"));
        }
        else if (verdict is CommentVerdict.MembersOnly)
        {
            Complain("", Texts.Say("Respond.MembersOnlyMeanwhile"));
        }

        if (to.Length > 0 && Answered is null)
        {
            Complain("", Texts.Say("Respond.AnsweredIsGone"));
        }

        if (text.Fault is { } fault)
        {
            Complain("text", fault);
        }

        var by = By();
        if (!IsFine)
        {
            return Again();
        }

        // Nobody sees that field; who fills it in fills in everything.
        return Typed("webbplats").Length > 0 ? new SeeOtherResult(Post.Path(Network)) : await TakeAsync(by, text, cancel);
    }

    private async Task<IActionResult> TakeAsync(Commenter by, CommentText text, CancellationToken cancel)
    {
        var (now, key, to) = (clock.GetUtcNow(), Secret.Make(), Answered?.Id);
        var same = await WrittenBy(by).Where(c => c.PostId == Post.Id && c.ParentId == to && c.AuthorName == by.Name && c.Markdown == text.Markdown && c.WrittenAt > now - Twice)
            .Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel);
        if (same is { } known)
        {
            return Sent(known, "");
        }

        var written = new WrittenComment(Network.Id, Post.Id, (by.AccountId, by.Name, by.Email), text.Html) { PostLanguage = Post.Language, Took = times.Since(Post.Id, Typed("began")), Now = now };
        var ruling = await rules.AboutAsync(written, Household.Of(HttpContext), cancel);
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

        by = by with { Standing = by.AccountId is { } account ? await db.StandingAsync(Post.Place(Network), account, cancel) : CommenterStanding.Reader };
        var place = await db.PlaceForAsync(Post, Network, by, cancel);
        var comment = Comment.Write(place, Answered is { } other ? (other.Id, other.TopId) : null, by, (text.Markdown, text.Html), key, now, ruling);
        db.Add(comment);
        await db.SaveChangesAsync(cancel);
        if (Typed("follow").Length > 0)
        {
            await db.FollowAsync(place, by, now, cancel);
        }

        return Sent(comment.Id, "?key=" + key);
    }

    /// <summary>What one person wrote: found by an index of theirs, not among all that a post has.</summary>
    private IQueryable<Comment> WrittenBy(Commenter by) =>
        by.AccountId is { } account ? db.Comments.Where(c => c.AccountId == account) : db.Comments.Where(c => c.Email == by.Email);

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
