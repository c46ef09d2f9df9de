using System.Globalization;
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

/// <summary>A new password by the link of a letter. All sessions end: whoever stole the old one is out.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class NewPasswordPage(SpaltDb db, UserManager<Login> logins, TimeProvider clock) : FormPage
{
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? login, string? token) => await FindAsync(login, token) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string? login, string? token, CancellationToken cancel)
    {
        if (await FindAsync(login, token) is not { } found)
        {
            return NotFound();
        }

        var password = Raw("password");
        var name = await db.Accounts.Where(a => a.Id == found.AccountId).Select(a => a.Name).SingleAsync(cancel);
        if (PasswordRules.Complaint(password, name, found.Email!) is { } wrong)
        {
            Complain("password", Texts.Say("Password." + wrong, PasswordRules.Shortest));
            return Again();
        }

        await db.InTransactionAsync(
            async () =>
            {
                var changed = await logins.ResetPasswordAsync(found, token!, password);
                if (!changed.Succeeded)
                {
                    throw new InvalidOperationException("A password was refused: " + string.Join(", ", changed.Errors.Select(e => e.Code)));
                }

                // The letter was read: the address is theirs, and who forgot may have tried too often.
                found.EmailConfirmed = true;
                found.LockoutEnd = null;
                found.AccessFailedCount = 0;
                db.Add(new SecurityEvent(found.Id, SecurityEventKind.PasswordReset, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
                await db.SaveChangesAsync(cancel);
                await db.Sessions.Where(s => s.LoginId == found.Id).ExecuteDeleteAsync(cancel);
            },
            cancel);
        IsDone = true;
        return Page();
    }

    private async Task<Login?> FindAsync(string? login, string? token)
    {
        var found = long.TryParse(login, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await logins.Users.SingleOrDefaultAsync(l => l.Id == id && l.DisabledAt == null) : null;
        return found is not null && token is not null
            && await logins.VerifyUserTokenAsync(found, logins.Options.Tokens.PasswordResetTokenProvider, UserManager<Login>.ResetPasswordTokenPurpose, token) ? found : null;
    }
}
