using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Spalt.Accounts;

/// <summary>
/// Each sign-in is a session of its own, under a key that nobody had before. The framework would go on with the key that the browser
/// brings: in the row of whoever was signed in there, and open to whoever planted it (OWASP, Session Fixation).
/// </summary>
#pragma warning disable S6672 // The framework's class asks for a log of its own.
internal sealed class FreshSessions(
    UserManager<Login> logins, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Login> claims, IOptions<IdentityOptions> identity, ILogger<SignInManager<Login>> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Login> confirmation, Sessions sessions, IOptionsMonitor<CookieAuthenticationOptions> cookies)
    : SignInManager<Login>(logins, context, claims, identity, log, schemes, confirmation)
#pragma warning restore S6672
{
    /// <summary>The framework's name for the key in the cookie.</summary>
    private const string Key = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public override async Task SignInWithClaimsAsync(Login user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // Before the framework looks: a key without a row is none to it, and it makes another.
        var cookie = cookies.Get(IdentityConstants.ApplicationScheme);
        if (cookie.CookieManager.GetRequestCookie(Context, cookie.Cookie.Name!) is { } brought && cookie.TicketDataFormat.Unprotect(brought)?.Principal.FindFirst(Key)?.Value is { } before)
        {
            await sessions.RemoveAsync(before);
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }
}
