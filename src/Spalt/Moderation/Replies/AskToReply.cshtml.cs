using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Replies;

/// <summary>Where somebody whom a public post is about asks to answer it (right of reply): who they are, what is about them, and the reply itself.</summary>
[EnableRateLimiting(ReportPage.Limit)]
internal sealed class AskToReply(SpaltDb db, TimeProvider clock) : FormPage
{
    public const int LongestReply = 10_000;

    private const int LongestConcerns = 2_000;
    private const int LongestHeadline = 150;

    public CommentablePost Post { get; private set; } = null!;

    public Area Concerns => new(Line("concerns") with { Longest = LongestConcerns, Hint = Texts.Say("Reply.Concerns.Hint") }, 4);

    public Field Headline => Line("headline") with { Longest = LongestHeadline, Hint = Texts.Say("Reply.Headline.Hint"), IsRequired = false };

    public Area Text => new(Line("text") with { Longest = LongestReply, Hint = Texts.Say("Respond.Hint") }, 12);

    public Field Name => Line("name") with { Longest = CommentFields.LongestName, Autocomplete = "name", Hint = Texts.Say("Reply.Name.Hint") };

    public Field Email => Line("email") with { Type = "email", Autocomplete = "email", Hint = Texts.Say("Reply.Email.Hint") };

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        var by = Read();
        if (!IsFine)
        {
            return Again();
        }

        // Nobody sees that field; who fills it in fills in everything.
        return Typed("webbplats").Length > 0 ? new SeeOtherResult(Post.Path(Network)) : await FileAsync(by, cancel);
    }

    private Replier Read()
    {
        var (name, email) = (Required("name", CommentFields.LongestName), Required("email").ToLowerInvariant());
        if (email.Length > 0 && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        if (!CommentText.Says(name) && name.Length > 0)
        {
            Complain("name", Texts.Say("Form.Missing"));
        }

        var concerns = Typed("concerns").ReplaceLineEndings("\n");
        if (!CommentText.Says(concerns))
        {
            Complain("concerns", Texts.Say("Reply.Concerns.Missing"));
        }
        else if (concerns.Length > LongestConcerns)
        {
            Complain("concerns", Texts.Say("Form.TooLong", LongestConcerns));
        }

        var headline = Optional("headline", LongestHeadline);
        var text = CommentText.Of(Typed("text"), LongestReply);
        if (text.Fault is { } fault)
        {
            Complain("text", fault);
        }

        return new(TextLine.Of(name), email, concerns, headline is not null && CommentText.Says(headline) ? headline : Texts.Say("Reply.Headline.Usual", TextLine.Cut(Post.Title, LongestHeadline - 30)), text.Markdown, text.Html);
    }

    private async Task<IActionResult> FileAsync(Replier by, CancellationToken cancel)
    {
        // The answer holds the case's secret: what somebody sends again later may be somebody else's.
        var (id, now) = (Post.Id, clock.GetUtcNow());
        var since = now - ReportPage.SecondPress;
        var same = await db.ReplyRequests
            .Where(r => r.PostId == id && r.DecisionId == null && r.Email == by.Email && r.Markdown == by.Markdown && r.Headline == by.Headline && r.FiledAt > since)
            .Select(r => (long?)r.Id).FirstOrDefaultAsync(cancel);
        if (same is null)
        {
            var request = ReplyRequest.File(await db.Posts.SingleAsync(p => p.Id == id, cancel), by, now);
            db.Add(request);
            await db.SaveChangesAsync(cancel);
            same = request.Id;
        }

        return new SeeOtherResult(CaseKey.PathOf(await db.NetworkKeyAsync(Network.Id, cancel), "reply", same.Value));
    }

    private Field Line(string name) => new(name, Texts.Say("Reply.Field." + name)) { Value = Typed(name), Error = ErrorOf(name) };

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.CommentedAsync(network.Id, id, cancel) is not { } post)
        {
            return false;
        }

        Post = post;
        new PageHead(Texts.Say("Reply.Ask")).On(ViewData);
        return true;
    }
}
