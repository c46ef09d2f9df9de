using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Ledger;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Sealing;

/// <summary>What is kept sealed, for whoever answers in law and nobody else. To open or to destroy it is written down before it is done.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class EvidencePage(SpaltDb db, TimeProvider clock) : FormPage
{
    public const string Path = "/-/moderation/evidence";
    private const int PageSize = 50;

    public IReadOnlyList<SealedRow> Rows { get; private set; } = [];

    /// <summary>Address of the next page; null on the last.</summary>
    public string? Older { get; private set; }

    /// <summary>Who is sure of something says so beside it.</summary>
    public string? UnsureOf(SealedRow row) => ErrorOf(FieldOf(row.Id));

    public static string FieldOf(long id) => string.Create(CultureInfo.InvariantCulture, $"sure-{id}");

    /// <summary>What people call it: whose comment it is, or the post; of what is gone, the number of the decision.</summary>
    public static string NameOf(SealedRow row) => string.IsNullOrEmpty(row.Title) ? Texts.Say("Evidence.OfDecision", row.DecisionId)
        : row.CommentBy is null ? row.Title : Texts.Say("Cases.CommentBy", row.CommentBy, row.Title);

    public Task OnGetAsync(long? before, CancellationToken cancel) => LoadAsync(before, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!long.TryParse(Typed("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Evidence.SingleOrDefaultAsync(e => e.Id == id && e.NetworkId == Network.Id, cancel) is not { DestroyedAt: null } evidence)
        {
            return NotFound();
        }

        try
        {
            return Typed("do") == "destroy" ? await DestroyAsync(evidence, cancel) : await OpenAsync(evidence, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await AgainAsync("", Texts.Say("Evidence.Meanwhile"), StatusCodes.Status409Conflict, cancel);
        }
    }

    private async Task<IActionResult> OpenAsync(Evidence evidence, CancellationToken cancel)
    {
        var (bytes, hash) = (evidence.Bytes!, Convert.ToHexStringLower(SHA256.HashData(evidence.Bytes!)));

        // What the row itself says proves nothing: whoever can change the zip can change that too.
        var line = await LedgerBook.FindAsync(db, evidence.NetworkId, "evidence", evidence.SealedAt, ("id", evidence.Id), cancel);
        var noted = line?.Says("sha256");
        if (noted != hash)
        {
            return await AgainAsync("", Texts.Say("Evidence.Changed", hash, noted ?? Texts.Say("Evidence.Unknown")), StatusCodes.Status409Conflict, cancel);
        }

        evidence.Open(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return File(bytes, "application/zip", Bundle.NameOf(evidence.DecisionId));
    }

    private async Task<IActionResult> DestroyAsync(Evidence evidence, CancellationToken cancel)
    {
        if (Typed("sure") != "1")
        {
            return await AgainAsync(FieldOf(evidence.Id), Texts.Say("Manage.NotSure"), StatusCodes.Status422UnprocessableEntity, cancel);
        }

        evidence.Destroy(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return new SeeOtherResult(Path);
    }

    private async Task<IActionResult> AgainAsync(string field, string text, int status, CancellationToken cancel)
    {
        Complain(field, text);

        // On the page where the one stands that it is about.
        await LoadAsync(long.TryParse(Typed("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id + 1 : null, cancel);
        return Again(status);
    }

    private async Task LoadAsync(long? before, CancellationToken cancel)
    {
        new PageHead(Texts.Say("Evidence.Title")).On(ViewData);
        ViewData["Styles"] = "work.css";
        var rows = await db.SealedAsync(Network.Id, before, PageSize + 1, cancel);
        Rows = [.. rows.Take(PageSize)];
        Older = rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?before={Rows[^1].Id}") : null;
    }
}
