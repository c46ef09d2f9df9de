using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>E-mail address and password. What is wrong is never told: not whether there is such an account, nor whether it is locked.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class SignInPage(SpaltDb db, UserManager<Login> logins, SignInManager<Login> signIn, NobodysPassword nobody, IdentityProvider provider, TimeProvider clock) : FormPage
{
    public string? Next { get; private set; }

    /// <summary>What people call the newspaper's identity provider; null where it has none.</summary>
    public string? Provider => provider.Options.IsOn ? provider.Name : null;

    public string ProviderPath => "/-/login/provider" + (Next is null ? null : "?next=" + Uri.EscapeDataString(Next));

    /// <param name="failed">A <see cref="ProviderFault"/>: somebody came back from the provider without having come in.</param>
    public void OnGet(string? next, string? failed)
    {
        Next = Local(next);
        if (Provider is { } name && Enum.TryParse<ProviderFault>(failed, out var fault) && Enum.IsDefined(fault))
        {
            Complain("", Texts.Say("Provider.Failed." + fault, name));
        }
    }

    public async Task<IActionResult> OnPostAsync(string? next, CancellationToken cancel)
    {
        Next = Local(next);
        var email = Required("email");
        var password = Raw("password");
        if (password.Length == 0)
        {
            Complain("password", Texts.Say("Form.Missing"));
        }

        if (!IsFine)
        {
            return Again();
        }

        var login = await logins.FindByEmailAsync(email);
        if (login is not { DisabledAt: null, PasswordHash: not null } || password.Length > PasswordRules.Longest)
        {
            nobody.Verify(password);
            return Refused();
        }

        if (await logins.IsLockedOutAsync(login))
        {
            // The framework would not look at the password, and answer sooner than for an address that nobody has.
            nobody.Verify(password);
        }

        var result = await signIn.PasswordSignInAsync(login, password, isPersistent: true, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return Onward("/-/login/code" + (Next is null ? null : "?next=" + Uri.EscapeDataString(Next)));
        }

        db.Add(new SecurityEvent(
            login.Id,
            result.Succeeded ? SecurityEventKind.SignedIn : result.IsLockedOut ? SecurityEventKind.LockedOut : SecurityEventKind.SignInFailed,
            Request.Headers.UserAgent.ToString(),
            clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return result.Succeeded ? Onward(Next ?? "/-/start") : Refused();
    }

    private PageResult Refused()
    {
        Complain("", Texts.Say("Login.Refused"));
        return Again();
    }

    private string? Local(string? path) => path is not null && Url.IsLocalUrl(path) ? path : null;
}
