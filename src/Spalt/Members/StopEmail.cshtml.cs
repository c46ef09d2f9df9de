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

/// <summary>
/// The link of the letter to the old address: stops a change, or undoes it. Whoever undoes did not ask for it, so somebody else is in the
/// account: they are put out, with every way in that came since.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class StopEmailPage(SpaltDb db, UserManager<Login> logins, TimeProvider clock) : FormPage
{
    public EmailChange Change { get; private set; } = null!;

    public bool IsDone { get; private set; }

    public bool WasConfirmed => Change.ConfirmedAt is not null;

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) => await FindAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
        {
            return NotFound();
        }

        var login = await logins.Users.SingleAsync(l => l.Id == Change.LoginId, cancel);
        if (WasConfirmed && await logins.FindByEmailAsync(Change.OldEmail!) is { } other && other.Id != login.Id)
        {
            Complain("", Texts.Say("Form.TakenEmail"));
            return Again();
        }

        await db.InTransactionAsync(
            async () =>
            {
                if (WasConfirmed)
                {
                    await UndoAsync(login, cancel);
                }

                var now = clock.GetUtcNow();
                Change.End(now);
                db.Add(new SecurityEvent(login.Id, WasConfirmed ? SecurityEventKind.EmailRestored : SecurityEventKind.EmailChangeStopped, Request.Headers.UserAgent.ToString(), now));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        IsDone = true;
        return Page();
    }

    private async Task UndoAsync(Login login, CancellationToken cancel)
    {
        await login.MoveToAsync(Change.OldEmail!, logins);
        await logins.RemovePasswordAsync(login);
        foreach (var key in (await logins.GetPasskeysAsync(login)).Where(p => p.CreatedAt >= Change.AskedAt).ToList())
        {
            await logins.RemovePasskeyAsync(login, key.CredentialId);
        }

        var since = await db.SecurityEvents.Where(e => e.LoginId == login.Id && e.At >= Change.AskedAt).Select(e => e.Kind).Distinct().ToListAsync(cancel);
        if (since.Contains(SecurityEventKind.TwoFactorOn))
        {
            await logins.SetTwoFactorEnabledAsync(login, enabled: false);
            await logins.ResetAuthenticatorKeyAsync(login);
        }

        if (since.Contains(SecurityEventKind.ProviderLinked))
        {
            foreach (var provider in await logins.GetLoginsAsync(login))
            {
                await logins.RemoveLoginAsync(login, provider.LoginProvider, provider.ProviderKey);
            }
        }

        foreach (var later in await db.EmailChanges.Where(c => c.LoginId == login.Id && c.EndedAt == null && c.AskedAt >= Change.AskedAt).ToListAsync(cancel))
        {
            later.End(clock.GetUtcNow());
        }

        await db.Sessions.Where(s => s.LoginId == login.Id).ExecuteDeleteAsync(cancel);
    }

    private async Task<bool> FindAsync(string? token, CancellationToken cancel)
    {
        var hash = Secret.Hash(token ?? "");
        var found = await db.EmailChanges.SingleOrDefaultAsync(c => c.UndoHash == hash && c.NetworkId == Network.Id, cancel);
        if (found?.MayUndo(clock.GetUtcNow()) != true)
        {
            return false;
        }

        Change = found;
        return true;
    }
}
