using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>Asks for another address, or for the letter that confirms the one there is. Nothing changes before a letter is answered.</summary>
[Authorize(Policy = Policies.SignedIn)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class ChangeEmailPage(SpaltDb db, UserManager<Login> logins, Proof proof, TimeProvider clock) : FormPage
{
    private const int MostInAnHour = 3;

    public Login Login { get; private set; } = null!;

    /// <summary>Where a letter is on its way to; null while nothing was asked.</summary>
    public string? SentTo { get; private set; }

    public async Task<PageResult> OnGetAsync(CancellationToken cancel)
    {
        Login = await MeAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Login = await MeAsync(cancel);
        if (Typed("do") == "confirm")
        {
            return Login.EmailConfirmed ? Onward("/-/account") : await AskAsync(EmailChange.ToConfirm(Login.Email!, Login.Id, Network.Id, clock.GetUtcNow()), cancel);
        }

        var email = Required("email");
        if (IsFine && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }
        else if (string.Equals(email, Login.Email, StringComparison.OrdinalIgnoreCase))
        {
            Complain("email", Texts.Say("ChangeEmail.Same"));
        }

        if (await proof.ComplaintAsync(Login, Raw("current"), Sessions.IdOf(User), cancel) is { } wrong)
        {
            Complain("current", wrong);
        }

        return IsFine ? await AskAsync(EmailChange.To(email, Login.Email!, Login.Id, Network.Id, clock.GetUtcNow()), cancel) : Again();
    }

    private async Task<IActionResult> AskAsync(EmailChange change, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        if (await db.EmailChanges.CountAsync(c => c.LoginId == Login.Id && c.AskedAt > since, cancel) >= MostInAnHour)
        {
            // However often anybody asks, nobody's letter box is filled.
            Complain("", Texts.Say("ChangeEmail.TooMany"));
            return Again();
        }

        foreach (var before in await db.EmailChanges.Where(c => c.LoginId == Login.Id && c.ConfirmedAt == null && c.EndedAt == null).ToListAsync(cancel))
        {
            before.End(clock.GetUtcNow());
        }

        db.Add(change);
        if (change.OldEmail is not null)
        {
            db.Add(new SecurityEvent(Login.Id, SecurityEventKind.EmailChangeAsked, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancel);
        SentTo = change.NewEmail;
        return Page();
    }

    private Task<Login> MeAsync(CancellationToken cancel) => logins.Users.SingleAsync(l => l.Id == SignInClaims.LoginOf(User), cancel);
}
