using Microsoft.AspNetCore.Authentication;
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
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>An invitation is answered: with a new account, or by somebody who has one and is signed in.</summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class AcceptPage(SpaltDb db, Joining joining, SignInManager<Login> signIn, IdentityProvider provider, TimeProvider clock) : FormPage
{
    private Invitation _invitation = null!;

    /// <summary>Whether the link leads nowhere any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The blog's title or the network's name.</summary>
    public string Where { get; private set; } = "";

    public string Role => Texts.Say("Role." + (_invitation.BlogRole?.ToString() ?? _invitation.NetworkRole?.ToString()));

    /// <summary>The address that the letter went to, which the account gets; null for a link that was handed over.</summary>
    public string? Invited => _invitation.Email;

    /// <summary>Who is signed in here and may answer as that.</summary>
    public string? Me { get; private set; }

    /// <summary>Signing in and coming back here.</summary>
    public string SignInPath => "/-/login?next=" + Uri.EscapeDataString(InvitationLink.Path + Request.QueryString);

    /// <summary>What people call the newspaper's identity provider; null where it has none.</summary>
    public string? Provider => provider.Options.IsOn ? provider.Name : null;

    /// <summary>To the provider, which leads back here.</summary>
    public string ProviderPath => "/-/login/provider?next=" + Uri.EscapeDataString(InvitationLink.At("", Request.Query["token"].ToString()));

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
        {
            return Over();
        }

        Me = (await SignedInAsync(cancel))?.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
        {
            return Over();
        }

        try
        {
            return Typed("as") == "me" ? await AsMyselfAsync(cancel) : await AsNewAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Over();
        }
    }

    /// <summary>Used, called back, too old, or never made: whoever has it is told what they can do.</summary>
    private PageResult Over()
    {
        IsOver = true;
        return Again(StatusCodes.Status404NotFound);
    }

    private async Task<IActionResult> AsMyselfAsync(CancellationToken cancel)
    {
        if (await SignedInAsync(cancel) is not { } me)
        {
            return Onward(SignInPath);
        }

        ActsAs(me.AccountId, me.Name);
        await db.InTransactionAsync(() => joining.AcceptAsync(_invitation, me.AccountId, cancel), cancel);
        return Onward("/-/start");
    }

    private async Task<IActionResult> AsNewAsync(CancellationToken cancel)
    {
        var name = Required("name", 80);
        var email = Invited ?? Required("email");
        var password = Raw("password");
        if (IsFine && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        if (PasswordRules.Complaint(password, name, email, Where) is { } wrong)
        {
            Complain("password", Texts.Say("Password." + wrong, PasswordRules.Shortest));
        }

        if (IsFine && await joining.IsKnownAsync(email, cancel))
        {
            // Only whoever holds an invitation is told, and of an address that they type.
            Complain(Invited is null ? "email" : "", Texts.Say("Invitation.SignInFirst"));
        }

        if (!IsFine)
        {
            return Again();
        }

        Login login = null!;
        await db.InTransactionAsync(
            async () =>
            {
                login = await joining.AddAsync(name, email, password, isConfirmed: Invited is not null, cancel);
                ActsAs(login.AccountId, name);
                if (Invited is null)
                {
                    joining.AskToConfirm(login, Network.Id);
                }

                await joining.AcceptAsync(_invitation, login.AccountId, cancel);
            },
            cancel);
        await signIn.SignInAsync(login, isPersistent: true);
        return Onward("/-/start");
    }

    /// <summary>Nobody has to be signed in to answer: the log is told who it is.</summary>
    private void ActsAs(long accountId, string name) => db.Actor = new Actor(accountId, name, Network.Id, Household.Of(HttpContext));

    private async Task<bool> FindAsync(string? token, CancellationToken cancel)
    {
        if (await db.FindInvitationAsync(token, Network.Id, clock.GetUtcNow(), cancel) is not { } found)
        {
            return false;
        }

        _invitation = found;
        Where = await db.PlaceOfAsync(found, cancel) ?? Network.Name;
        return true;
    }

    private async Task<(long AccountId, string Name)?> SignedInAsync(CancellationToken cancel)
    {
        var session = await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Principal is not { } person || SignInClaims.LoginOf(person) is not { } id)
        {
            return null;
        }

        var account = await db.Logins.Where(l => l.Id == id && l.DisabledAt == null).Join(db.Accounts, l => l.AccountId, a => a.Id, (_, a) => a).SingleOrDefaultAsync(cancel);
        return account is null ? null : (account.Id, account.Name);
    }
}
