using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>Asks for a letter with a link. The answer is the same whether anybody has the address.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class ForgotPage(SpaltDb db, TimeProvider clock) : FormPage
{
    public bool IsAsked { get; private set; }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var email = Required("email");
        if (IsFine && !Mail.IsAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        if (!IsFine)
        {
            return Again();
        }

        db.Tell(new PasswordForgotten(Network.Id, email, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        IsAsked = true;
        return Page();
    }
}

/// <summary>Somebody who says that this is their address wants a new password.</summary>
public sealed record PasswordForgotten(long NetworkId, string Email, DateTimeOffset At) : News;
