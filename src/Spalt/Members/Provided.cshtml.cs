using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>What becomes of somebody whom the identity provider knows.</summary>
public enum ProviderStep
{
    /// <summary>Signed in here: may join the two.</summary>
    Join,

    /// <summary>Nobody here; whoever the provider knows may come in.</summary>
    New,

    /// <summary>Nobody here, and they hold an invitation: the account is made, and the invitation answered, in one.</summary>
    Invited,

    /// <summary>They hold an invitation, but the provider has not confirmed their address: they answer it with a password.</summary>
    InvitedUnverified,

    /// <summary>Somebody here has that address: they sign in as always first, and join then.</summary>
    SignInFirst,

    /// <summary>It has not confirmed the person's address.</summary>
    Unverified,

    /// <summary>Nobody here, and one has to be invited.</summary>
    Unknown,

    /// <summary>It is joined with an account that is not the one which is signed in here.</summary>
    Another,

    /// <summary>The account is closed, or locked for a while.</summary>
    Closed,
}

/// <summary>
/// Comes after the identity provider. Issuer and subject are who somebody is; an address never is: one that the provider has confirmed only
/// makes us ask for the password of whoever has it here. An invitation is let in by its link: the address that it went to may be another than
/// the one that the provider confirmed, which the account then gets. Of two steps the second is the provider's where it says that it took it
/// (<see cref="IdToken.IsByTwoSteps"/>), otherwise ours.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class ProvidedPage(
    SpaltDb db, UserManager<Login> logins, SignInManager<Login> signIn, Joining joining, Proof proof, IdentityProvider provider, TimeProvider clock) : FormPage
{
    private Claim _subject = null!;
    private Login? _me;
    private ClaimsPrincipal _session = new();
    private bool _isByTwoSteps;
    private Invitation? _invitation;

    public string Provider => provider.Name;

    public ProviderStep Step { get; private set; }

    public string? Next { get; private set; }

    /// <summary>As the provider says, whether it has confirmed it or not.</summary>
    public string? Email { get; private set; }

    public string? TheirName { get; private set; }

    /// <summary>Where whoever holds an invitation is invited to: a blog's title or the network's name.</summary>
    public string? Where { get; private set; }

    /// <summary>The address that the invitation went to, where it is another than the provider's.</summary>
    public string? OtherEmail { get; private set; }

    /// <summary>Who is signed in here.</summary>
    public string? Me { get; private set; }

    public string? ShownName => HttpMethods.IsPost(Request.Method) ? Typed("name") : TheirName;

    /// <summary>Signing in and coming back here.</summary>
    public string SignInPath => "/-/login?next=" + Uri.EscapeDataString("/-/login/provided" + (Next is null ? "" : "?next=" + Uri.EscapeDataString(Next)));

    public async Task<IActionResult> OnGetAsync(string? next, CancellationToken cancel)
    {
        if (!await FindAsync(next, cancel))
        {
            return Onward("/-/login?failed=" + ProviderFault.Tampered);
        }

        return await logins.FindByLoginAsync(_subject.Issuer, _subject.Value) is { } known ? await EnterAsync(known, cancel) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? next, CancellationToken cancel)
    {
        if (!await FindAsync(next, cancel))
        {
            return Onward("/-/login?failed=" + ProviderFault.Tampered);
        }

        return await logins.FindByLoginAsync(_subject.Issuer, _subject.Value) is { } known ? await EnterAsync(known, cancel)
            : (Typed("do"), Step) switch
            {
                ("join", ProviderStep.Join) => await JoinAsync(cancel),
                ("new", ProviderStep.New or ProviderStep.Invited) => await BeginAsync(cancel),
                _ => Again(),
            };
    }

    private async Task<IActionResult> EnterAsync(Login known, CancellationToken cancel)
    {
        if (_me is not null && _me.Id != known.Id)
        {
            Step = ProviderStep.Another;
            return Page();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        if (_me is not null)
        {
            return Onward(Next ?? "/-/start");
        }

        if (known.DisabledAt is not null)
        {
            Step = ProviderStep.Closed;
            return Page();
        }

        var result = await signIn.ExternalLoginSignInAsync(_subject.Issuer, _subject.Value, isPersistent: true, bypassTwoFactor: _isByTwoSteps);
        if (result.RequiresTwoFactor)
        {
            return Onward("/-/login/code" + (Next is null ? null : "?next=" + Uri.EscapeDataString(Next)));
        }

        if (!result.Succeeded)
        {
            Step = ProviderStep.Closed;
            return Page();
        }

        await LogAsync(known, SecurityEventKind.SignedIn, cancel);
        return Onward(Next ?? "/-/start");
    }

    private async Task<IActionResult> JoinAsync(CancellationToken cancel)
    {
        if (!await proof.IsRecentAsync(_me!.Id, Accounts.Sessions.IdOf(_session), cancel))
        {
            Complain("", Texts.Say("Proof.Recently"));
            return Again();
        }

        if (!(await logins.AddLoginAsync(_me, new UserLoginInfo(_subject.Issuer, _subject.Value, provider.Name))).Succeeded)
        {
            // Somebody else did a moment before.
            Step = ProviderStep.Another;
            return Again();
        }

        await LogAsync(_me, SecurityEventKind.ProviderLinked, cancel);
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        return Onward(Next ?? "/-/account");
    }

    private async Task<IActionResult> BeginAsync(CancellationToken cancel)
    {
        var name = Required("name", 80);
        if (!IsFine)
        {
            return Again();
        }

        Login login = null!;
        try
        {
            await db.InTransactionAsync(async () => login = await AddAsync(name, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else took the invitation a moment before.
            return NotFound();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        await signIn.SignInAsync(login, isPersistent: true);
        return Onward(_invitation is not null ? "/-/start" : Next ?? "/-/start");
    }

    private async Task<Login> AddAsync(string name, CancellationToken cancel)
    {
        var login = await joining.AddAsync(name, Email!, password: null, isConfirmed: true, cancel);
        var added = await logins.AddLoginAsync(login, new UserLoginInfo(_subject.Issuer, _subject.Value, provider.Name));
        if (!added.Succeeded)
        {
            throw new InvalidOperationException("A provider was refused: " + string.Join(", ", added.Errors.Select(e => e.Code)));
        }

        await LogAsync(login, SecurityEventKind.ProviderLinked, cancel);
        if (_invitation is not null)
        {
            // Nobody has to be signed in to answer: the log is told who it is.
            db.Actor = new Actor(login.AccountId, name, Network.Id, Household.Of(HttpContext));
            await joining.AcceptAsync(_invitation, login.AccountId, cancel);
        }

        return login;
    }

    /// <summary>What the provider said, who is signed in, and what can follow; false where nobody has come from the provider lately.</summary>
    private async Task<bool> FindAsync(string? next, CancellationToken cancel)
    {
        Next = next is not null && Url.IsLocalUrl(next) ? next : null;
        var given = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (!provider.Options.IsOn || given.Principal?.FindFirst(ClaimTypes.NameIdentifier) is not { } subject)
        {
            return false;
        }

        _subject = subject;
        Email = given.Principal.FindFirst(ClaimTypes.Email)?.Value;
        TheirName = given.Principal.FindFirst(ClaimTypes.Name)?.Value;
        var isVerified = Email is not null && Outbound.Mail.IsBareAddress(Email) && given.Principal.HasClaim(ProviderHandler.EmailVerified, "true");
        var session = await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Principal is { } person && SignInClaims.LoginOf(person) is { } id)
        {
            _session = person;
            _me = await logins.Users.SingleOrDefaultAsync(l => l.Id == id && l.DisabledAt == null, cancel);
            Me = _me is null ? null : await db.Accounts.Where(a => a.Id == _me.AccountId).Select(a => a.Name).SingleAsync(cancel);
        }

        _isByTwoSteps = given.Principal.HasClaim(ProviderHandler.ByTwoSteps, "true");
        await FindInvitationAsync(cancel);
        Step = _me is not null ? ProviderStep.Join
            : isVerified && await joining.IsKnownAsync(Email!, cancel) ? ProviderStep.SignInFirst
            : _invitation is not null ? isVerified ? ProviderStep.Invited : ProviderStep.InvitedUnverified
            : !provider.Options.LetAnybodyIn ? ProviderStep.Unknown
            : isVerified ? ProviderStep.New : ProviderStep.Unverified;
        return true;
    }

    /// <summary>The invitation that somebody was about to answer when they went to the provider.</summary>
    private async Task FindInvitationAsync(CancellationToken cancel)
    {
        if (InvitationLink.TokenOf(Next) is not { } token || await db.FindInvitationAsync(token, Network.Id, clock.GetUtcNow(), cancel) is not { } invitation)
        {
            return;
        }

        _invitation = invitation;
        Where = await db.PlaceOfAsync(invitation, cancel) ?? Network.Name;
        OtherEmail = string.Equals(invitation.Email, Email, StringComparison.OrdinalIgnoreCase) ? null : invitation.Email;
    }

    private async Task LogAsync(Login login, SecurityEventKind kind, CancellationToken cancel)
    {
        db.Add(new SecurityEvent(login.Id, kind, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }
}
