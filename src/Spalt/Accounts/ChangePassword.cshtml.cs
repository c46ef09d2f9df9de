using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>A new password for somebody who knows the old one. All other sessions end.</summary>
[Authorize(Policy = Policies.SignedIn)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class ChangePasswordPage(SpaltDb db, UserManager<Login> logins, Proof proof, TimeProvider clock) : FormPage
{
    public bool IsDone { get; private set; }

    public bool HasPassword { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        HasPassword = await logins.Users.AnyAsync(l => l.Id == SignInClaims.LoginOf(User) && l.PasswordHash != null, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var login = await logins.Users.SingleAsync(l => l.Id == SignInClaims.LoginOf(User), cancel);
        var name = await db.Accounts.Where(a => a.Id == login.AccountId).Select(a => a.Name).SingleAsync(cancel);
        HasPassword = login.PasswordHash is not null;
        if (await proof.ComplaintAsync(login, Raw("current"), Accounts.Sessions.IdOf(User), cancel) is { } unproven)
        {
            Complain("current", unproven);
        }

        var password = Raw("password");
        if (PasswordRules.Complaint(password, name, login.Email!) is { } wrong)
        {
            Complain("password", Texts.Say("Password." + wrong, PasswordRules.Shortest));
        }

        if (!IsFine)
        {
            return Again();
        }

        var mine = Accounts.Sessions.IdOf(User);
        await db.InTransactionAsync(
            async () =>
            {
                var changed = login.PasswordHash is null ? await logins.AddPasswordAsync(login, password) : await logins.ChangePasswordAsync(login, Raw("current"), password);
                if (!changed.Succeeded)
                {
                    throw new InvalidOperationException("A password was refused: " + string.Join(", ", changed.Errors.Select(e => e.Code)));
                }

                db.Add(new SecurityEvent(login.Id, SecurityEventKind.PasswordChanged, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
                await db.SaveChangesAsync(cancel);
                await db.Sessions.Where(s => s.LoginId == login.Id && s.Id != mine).ExecuteDeleteAsync(cancel);
            },
            cancel);
        IsDone = true;
        return Page();
    }
}
