using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>The second step: six digits from the person's app (RFC 6238), or one of their recovery codes.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class SignInCodePage(SpaltDb db, SignInManager<Login> signIn, TimeProvider clock) : FormPage
{
    public async Task<IActionResult> OnGetAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Onward("/-/login") : Page();

    public async Task<IActionResult> OnPostAsync(string? next, CancellationToken cancel)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { DisabledAt: null } login)
        {
            return Onward("/-/login");
        }

        var code = new string([.. Typed("code").Where(char.IsAsciiLetterOrDigit)]);
        var isRecovery = code.Length > 6;
        var result = isRecovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code.ToUpperInvariant().Insert(code.Length / 2, "-"))
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: true, rememberClient: false);
        var kind = result.Succeeded ? SecurityEventKind.SignedIn : result.IsLockedOut ? SecurityEventKind.LockedOut : SecurityEventKind.SignInFailed;
        db.Add(new SecurityEvent(login.Id, kind, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        if (result.Succeeded && isRecovery)
        {
            db.Add(new SecurityEvent(login.Id, SecurityEventKind.RecoveryCodeUsed, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancel);
        if (result.Succeeded)
        {
            return Onward(next ?? "/-/start");
        }

        Complain("code", Texts.Say("Code.Wrong"));
        return Again();
    }
}
