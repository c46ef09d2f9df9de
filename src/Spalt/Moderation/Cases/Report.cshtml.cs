using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Cases;

/// <summary>Where anybody reports a public post or comment (DSA, art. 16.2): what, why, who, in good faith.</summary>
[EnableRateLimiting(Limit)]
internal sealed class ReportPage(SpaltDb db, TimeProvider clock) : FormPage
{
    public const string Limit = "notices";

    private const int LongestWhy = 5_000;

    /// <summary>Whoever presses twice does so within this time.</summary>
    public static readonly TimeSpan SecondPress = TimeSpan.FromMinutes(10);

    public CommentablePost Post { get; private set; } = null!;

    /// <summary>What is reported, where it is not the post.</summary>
    public ThreadedComment? Comment { get; private set; }

    private byte[] _hash = [];

    public Choice Ground => new(
        Line("ground"),
        [("", Texts.Say("Moderation.Ground.None")), .. Grounds.OfTexts.Select(g => (g.ToString(), Texts.Say("Ground." + g)))]);

    public Area Why => new(Line("why") with { Longest = LongestWhy, Hint = Texts.Say("Report.Why.Hint") }, 6);

    public Field Name => Line("name") with { Longest = CommentFields.LongestName, Autocomplete = "name", IsRequired = false };

    public Field Email => Line("email") with { Type = "email", Autocomplete = "email", Hint = Texts.Say("Report.Email.Hint"), IsRequired = false };

    public bool IsFaithful => Typed("faith") == "1";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, Request.Query["comment"], cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, Typed("comment"), cancel))
        {
            return NotFound();
        }

        if (!Enum.TryParse<DecisionGround>(Typed("ground"), out var ground) || !Grounds.OfTexts.Contains(ground))
        {
            Complain("ground", Texts.Say("Report.Ground.Missing"));
        }

        var why = Typed("why").ReplaceLineEndings("\n");
        if (!CommentText.Says(why))
        {
            Complain("why", Texts.Say("Report.Why.Missing"));
        }
        else if (why.Length > LongestWhy)
        {
            Complain("why", Texts.Say("Form.TooLong", LongestWhy));
        }

        var by = By(ground);
        if (!IsFaithful)
        {
            Complain("faith", Texts.Say("Report.Faith.Missing"));
        }

        if (!IsFine)
        {
            return Again();
        }

        // Nobody sees that field; who fills it in fills in everything.
        return Typed("webbplats").Length > 0 ? new SeeOtherResult(Post.Path(Network)) : await FileAsync(ground, why, by, cancel);
    }

    private async Task<IActionResult> FileAsync(DecisionGround ground, string why, (string? Name, string? Email) by, CancellationToken cancel)
    {
        // The answer holds the case's secret: a report without an address may be anybody's, and an older one is not sent a second time by mistake.
        var (about, now) = (Comment?.Id, clock.GetUtcNow());
        var since = now - SecondPress;
        var same = by.Email is null ? null : await db.Notices
            .Where(n => n.PostId == Post.Id && n.CommentId == about && n.DecisionId == null && n.Explanation == why && n.Email == by.Email && n.FiledAt > since)
            .Select(n => (long?)n.Id).FirstOrDefaultAsync(cancel);
        if (same is null)
        {
            var notice = Notice.File(new(Network.Id, Post.Id, about, _hash), ground, why, by, now);
            db.Add(notice);
            await db.SaveChangesAsync(cancel);
            same = notice.Id;
        }

        return new SeeOtherResult(CaseKey.PathOf(await db.NetworkKeyAsync(Network.Id, cancel), "notice", same.Value));
    }

    /// <summary>Name and address, which nobody is asked for who reports the abuse of children.</summary>
    private (string? Name, string? Email) By(DecisionGround ground)
    {
        if (ground is not DecisionGround.ChildAbuse)
        {
            Required("name", CommentFields.LongestName);
            Required("email");
        }

        var (name, email) = (TextLine.Of(Typed("name")), Typed("email").ToLowerInvariant());
        if (email.Length > 0 && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        return (name.Length == 0 ? null : name, email.Length == 0 ? null : email);
    }

    private Field Line(string name) => new(name, Texts.Say("Report.Field." + name)) { Value = Typed(name), Error = ErrorOf(name) };

    private async Task<bool> LoadAsync(long id, string? comment, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network || await db.CommentedAsync(network.Id, id, cancel) is not { } post)
        {
            return false;
        }

        Post = post;
        new PageHead(Texts.Say("Report.Title")).On(ViewData);
        if (string.IsNullOrEmpty(comment))
        {
            var said = await db.Posts.Where(p => p.Id == id).Select(p => new { p.Title, p.BodyHtml }).SingleAsync(cancel);
            _hash = Decision.HashOf(said.Title, said.BodyHtml);
            return true;
        }

        if (!long.TryParse(comment, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var shown = db.ShownComments().Where(c => c.PostId == id && c.Id == number);
        Comment = await shown.Select(c => new ThreadedComment(c.Id, CommentAnchor.Of(c.Id, c.OriginId), c.AuthorName, c.BodyHtml, c.WrittenAt, c.WrittenPrecision, null)).SingleOrDefaultAsync(cancel);
        _hash = await shown.Select(c => c.TextHash).SingleOrDefaultAsync(cancel) ?? [];
        return Comment is not null;
    }
}
