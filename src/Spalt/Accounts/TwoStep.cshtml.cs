using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>Two-step sign-in by an app (TOTP, RFC 6238), with recovery codes that are shown once.</summary>
[Authorize(Policy = Policies.SignedIn)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class TwoStepPage(SpaltDb db, UserManager<Login> logins, Proof proof, TimeProvider clock) : FormPage
{
    private const int CodeCount = 10;

    private Login _login = null!;

    public bool IsOn => _login.TwoFactorEnabled;

    public bool HasPassword => _login.PasswordHash is not null;

    /// <summary>The secret, to be typed where no camera is.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Shown once: each lets somebody in once without the app.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary><c>data:</c> is not among the allowed sources of pictures: the code is drawn as elements of the page.</summary>
    public string QrPath { get; private set; } = "";

    public int QrSize { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        await DrawAsync();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var isRight = await logins.VerifyTwoFactorTokenAsync(
            _login, logins.Options.Tokens.AuthenticatorTokenProvider, new string([.. Typed("code").Where(char.IsAsciiDigit)]));
        if (!isRight)
        {
            Complain("code", Texts.Say("Code.Wrong"));
        }

        // Whoever finds the browser open must not lock its owner out for good.
        if (!IsOn && await proof.ComplaintAsync(_login, Raw("current"), Sessions.IdOf(User), cancel) is { } wrong)
        {
            Complain("current", wrong);
        }

        if (!IsFine)
        {
            await DrawAsync();
            return Again();
        }

        var isSwitchedOff = IsOn && Typed("do") == "off";
        var kind = isSwitchedOff ? SecurityEventKind.TwoFactorOff : IsOn ? SecurityEventKind.RecoveryCodesMade : SecurityEventKind.TwoFactorOn;
        await db.InTransactionAsync(
            async () =>
            {
                await logins.SetTwoFactorEnabledAsync(_login, !isSwitchedOff);
                if (isSwitchedOff)
                {
                    // The next time begins with a secret that nobody has seen.
                    await logins.ResetAuthenticatorKeyAsync(_login);
                }
                else
                {
                    RecoveryCodes = [.. await logins.GenerateNewTwoFactorRecoveryCodesAsync(_login, CodeCount) ?? []];
                }

                db.Add(new SecurityEvent(_login.Id, kind, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return isSwitchedOff ? Onward("/-/account") : Page();
    }

    private async Task LoadAsync(CancellationToken cancel) => _login = await logins.Users.SingleAsync(l => l.Id == SignInClaims.LoginOf(User), cancel);

    private async Task DrawAsync()
    {
        if (IsOn)
        {
            return;
        }

        if (await logins.GetAuthenticatorKeyAsync(_login) is not { Length: > 0 } key)
        {
            await logins.ResetAuthenticatorKeyAsync(_login);
            key = (await logins.GetAuthenticatorKeyAsync(_login))!;
        }

        Key = string.Join(' ', key.Chunk(4).Select(c => new string(c)));
        var (issuer, name) = (Uri.EscapeDataString(Network.Name), Uri.EscapeDataString(_login.Email!));
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode($"otpauth://totp/{issuer}:{name}?secret={key}&issuer={issuer}&digits=6", QRCodeGenerator.ECCLevel.M);
        QrSize = code.ModuleMatrix.Count;
        QrPath = string.Concat(code.ModuleMatrix.SelectMany((row, y) =>
            Enumerable.Range(0, QrSize).Where(x => row[x]).Select(x => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z"))));
    }
}
