using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Formats.Text;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Writing;

/// <summary>What a post's text has been, the differences between two of its versions, and the way back to one.</summary>
[Authorize(Policy = Policies.Write)]
internal sealed class Revisions(SpaltDb db, DraftKeeper keeper, TimeProvider clock) : PageModel
{
    private const int Most = 500;

    public NetworkFace Network => HttpContext.Network();

    public OpenDraft Open { get; private set; } = null!;

    /// <summary>The newest first; the draft as it is now is the topmost.</summary>
    public IReadOnlyList<RevisionRow> Rows { get; private set; } = [];

    public int From { get; private set; }

    public int To { get; private set; }

    public IReadOnlyList<DiffPart> Parts { get; private set; } = [];

    public string Path { get; private set; } = "";

    /// <summary>Whether the left of the two is one that readers find in the post's history, and whoever is here may keep it from them.</summary>
    public bool MayWithhold => HttpContext.Desk().IsEditor && Rows.Any(r => r.Version == From && r is { Kind: not RevisionKind.Draft, WithheldAt: null }) && From != Open.Draft.Version;

    public async Task<IActionResult> OnGetAsync(long id, int? from, int? to, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        To = to ?? Open.Draft.Version;
        From = from ?? Rows.Select(r => r.Version).Where(v => v < To).DefaultIfEmpty(To).Max();
        var (before, after) = (await FindAsync(From, cancel), await FindAsync(To, cancel));
        if (before is null || after is null)
        {
            return NotFound();
        }

        Parts = WordDiff.Between(before.Plain, after.Plain);
        new PageHead(Texts.Say("Revisions.Title", Open.Draft.Title)).On(ViewData);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        if (Open.IsBinned)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        if (!HttpContext.Desk().BlogState.MayWrite)
        {
            // The post's page says why.
            return new SeeOtherResult(Path);
        }

        if (form.ContainsKey("withhold"))
        {
            return await WithholdAsync(form["withhold"], cancel);
        }

        if (!int.TryParse(form["restore"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var based)
            || await FindAsync(version, cancel) is not { } text)
        {
            return NotFound();
        }

        // Based on the version that the page showed: what somebody wrote since is not thrown away unseen.
        var (outcome, _) = await keeper.SaveAsync(Open, based, text, HttpContext.Desk().AccountId, "", cancel);
        return outcome is SaveOutcome.Conflict ? new SeeOtherResult(Path + "/revisions?stale=1") : new SeeOtherResult(Path + "?done=restored");
    }

    /// <summary>The newspaper answers for what its archive shows: one of its editors keeps a text from readers that the law or somebody's safety wants gone.</summary>
    private async Task<IActionResult> WithholdAsync(string? version, CancellationToken cancel)
    {
        if (!HttpContext.Desk().IsEditor || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await db.Revisions.SingleOrDefaultAsync(r => r.PostId == Open.Post.Id && r.Version == number && r.Kind != RevisionKind.Draft, cancel) is not { } revision)
        {
            return NotFound();
        }

        revision.Withhold(clock.GetUtcNow());
        db.Tell(new RevisionWithheld(Open.Post));
        await db.SaveChangesAsync(cancel);
        return new SeeOtherResult(Path + "/revisions");
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        var desk = HttpContext.Desk();
        if (await keeper.OpenAsync(desk, id, cancel) is not { } open)
        {
            return false;
        }

        Open = open;
        Path = string.Create(CultureInfo.InvariantCulture, $"/-/write/{desk.BlogSlug}/{id}");
        var rows = await db.Revisions.Where(r => r.PostId == id && r.Version != open.Draft.Version).OrderByDescending(r => r.Version).Take(Most)
            .Join(db.Accounts, r => r.SavedById, a => a.Id, (r, a) => new RevisionRow(r.Version, r.Kind, r.SavedAt, a.Name, r.Correction, r.WithheldAt)).ToListAsync(cancel);
        var now = await db.Accounts.Where(a => a.Id == open.Draft.SavedById).Select(a => a.Name).SingleAsync(cancel);
        var kept = await db.Revisions.Where(r => r.PostId == id && r.Version == open.Draft.Version).Select(r => new { r.Kind, r.Correction, r.SavedAt }).SingleOrDefaultAsync(cancel);
        Rows = [new RevisionRow(open.Draft.Version, kept?.Kind ?? (open.IsNew ? RevisionKind.Published : RevisionKind.Draft), kept?.SavedAt ?? open.Draft.SavedAt, now, kept?.Correction, null), .. rows.OrderByDescending(r => r.Version)];
        return true;
    }

    private async Task<DraftText?> FindAsync(int version, CancellationToken cancel) => version == Open.Draft.Version
        ? Open.Draft.Text
        : (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.PostId == Open.Post.Id && r.Version == version, cancel))?.Text;

    internal sealed record RevisionRow(int Version, RevisionKind Kind, DateTimeOffset SavedAt, string By, string? Correction, DateTimeOffset? WithheldAt);
}
