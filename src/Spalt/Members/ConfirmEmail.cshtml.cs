using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>The link of the letter to an address. Opening it is not enough: programs that look at letters do that too.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class ConfirmEmailPage(SpaltDb db, UserManager<Login> logins, TimeProvider clock) : FormPage
{
    public EmailChange Change { get; private set; } = null!;

    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) => await FindAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
        {
            return NotFound();
        }

        var login = await logins.Users.SingleAsync(l => l.Id == Change.LoginId, cancel);
        if (await logins.FindByEmailAsync(Change.NewEmail) is { } other && other.Id != login.Id)
        {
            Complain("", Texts.Say("Form.TakenEmail"));
            return Again();
        }

        await db.InTransactionAsync(
            async () =>
            {
                await login.MoveToAsync(Change.NewEmail, logins);
                Change.Confirm(clock.GetUtcNow());
                var kind = Change.OldEmail is null ? SecurityEventKind.EmailConfirmed : SecurityEventKind.EmailChanged;
                db.Add(new SecurityEvent(login.Id, kind, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        IsDone = true;
        return Page();
    }

    private async Task<bool> FindAsync(string? token, CancellationToken cancel)
    {
        var hash = Secret.Hash(token ?? "");
        var found = await db.EmailChanges.SingleOrDefaultAsync(c => c.ConfirmHash == hash && c.NetworkId == Network.Id, cancel);
        if (found?.MayConfirm(clock.GetUtcNow()) != true)
        {
            return false;
        }

        Change = found;

        // One who has meanwhile moved on does not confirm what was before.
        var expected = found.OldEmail ?? found.NewEmail;
        return await db.Logins.AnyAsync(l => l.Id == found.LoginId && l.DisabledAt == null && l.Email == expected, cancel);
    }
}
