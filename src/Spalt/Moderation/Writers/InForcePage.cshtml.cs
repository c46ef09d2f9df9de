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

namespace Spalt.Moderation.Writers;

/// <summary>Whom the newspaper keeps from commenting now, newest first, and where that ends: a range of addresses is on nobody's own page.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class InForcePage(SpaltDb db, TimeProvider clock) : FormPage
{
    public const string Path = "/-/moderation/restrictions";
    private const int PageSize = 50;

    public Person Person => HttpContext.Person();

    public IReadOnlyList<RestrictionInForce> Rows { get; private set; } = [];

    /// <summary>Address of the next page; null on the last.</summary>
    public string? Older { get; private set; }

    public async Task OnGetAsync(long? before, CancellationToken cancel)
    {
        new PageHead(Texts.Say("InForce.Title")).On(ViewData);
        ViewData["Styles"] = "work.css";
        var rows = await db.InForceAsync(Person.NetworkId, before, clock.GetUtcNow(), PageSize + 1, cancel);
        Rows = [.. rows.Take(PageSize)];
        Older = rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?before={Rows[^1].Restriction.Id}") : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!long.TryParse(Typed("lift"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Restrictions.SingleOrDefaultAsync(r => r.Id == id && r.NetworkId == Person.NetworkId, cancel) is not { } restriction)
        {
            return NotFound();
        }

        var comment = await db.Comments.SingleAsync(c => db.Decisions.Any(d => d.Id == restriction.DecisionId && d.CommentId == c.Id), cancel);
        if (comment.AccountId == Person.AccountId)
        {
            // Nobody lifts what was decided about themselves.
            return NotFound();
        }

        if (restriction.IsInForce(clock.GetUtcNow()))
        {
            await db.LiftAsync(restriction, comment, new Moderator(Person.AccountId, Person.AccountName), clock.GetUtcNow(), cancel);
        }

        return new SeeOtherResult(Done.Lifted.At(Path));
    }
}
