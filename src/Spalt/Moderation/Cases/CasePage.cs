using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Cases;

/// <summary>
/// How it stands with a case, for whoever has the secret in its address, and where they object: of a notice for who filed it, of a decision
/// for whom it restricts.
/// </summary>
[EnableRateLimiting(ReportPage.Limit)]
internal abstract class CasePage(SpaltDb db, TimeProvider clock) : FormPage
{
    private const int LongestAppeal = 5_000;

    /// <summary>What the case's key is made of, besides its number.</summary>
    protected abstract string Kind { get; }

    /// <summary>What may be objected to; null while nothing is decided.</summary>
    public Decision? Decision { get; protected set; }

    public Appeal? Appeal { get; private set; }

    public Subject About { get; private set; } = null!;

    public virtual bool MayAppeal => Appeal is null && Decision?.MayBeAppealed(clock.GetUtcNow()) == true;

    /// <summary>Until which day.</summary>
    public DateTimeOffset? Until => Decision?.At.AddMonths(Decision.MonthsToAppeal);

    public Area Text => new(
        new Field("text", Texts.Say("Appeal.Field.text")) { Value = Typed("text"), Error = ErrorOf("text"), Hint = Texts.Say("Appeal.Hint"), Longest = LongestAppeal }, 6);

    protected SpaltDb Db => db;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        var text = Typed("text").ReplaceLineEndings("\n");
        if (!MayAppeal)
        {
            Complain("", Texts.Say(Appeal is null ? "Appeal.TooLate" : "Appeal.Already"));
        }
        else if (!Comments.CommentText.Says(text))
        {
            Complain("text", Texts.Say("Appeal.Missing"));
        }
        else if (text.Length > LongestAppeal)
        {
            Complain("text", Texts.Say("Form.TooLong", LongestAppeal));
        }

        if (!IsFine)
        {
            return Again();
        }

        try
        {
            db.Add(Made(Decision!, text, clock.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (db.Database.IsForestalled(error))
        {
            // A second press of the button: it is filed.
        }

        return new SeeOtherResult(Request.Path + Request.QueryString);
    }

    protected abstract Appeal Made(Decision decision, string text, DateTimeOffset now);

    /// <summary>Finds the case by its number; null where there is none.</summary>
    /// <returns>Of what it is about, and of the notice where it is one: the ids.</returns>
    protected abstract Task<(long PostId, long? CommentId, long? NoticeId)?> FindAsync(long networkId, long id, CancellationToken cancel);

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<NetworkFace>() is not { } network
            || !CaseKey.Fits(Request.Query["key"], await db.NetworkKeyAsync(network.Id, cancel), Kind, id)
            || await FindAsync(network.Id, id, cancel) is not { } found
            || await db.SubjectAsync(network.Id, found.PostId, found.CommentId, cancel) is not { } about)
        {
            return false;
        }

        About = about;
        Appeal = Decision is null ? null : await db.Appeals.AsNoTracking().SingleOrDefaultAsync(
            a => a.DecisionId == Decision.Id && a.NoticeId == found.NoticeId, cancel);
        new PageHead(Texts.Say("Case.Title", string.Create(CultureInfo.InvariantCulture, $"{Kind[0]}{id}").ToUpperInvariant())).On(ViewData);
        return true;
    }
}
