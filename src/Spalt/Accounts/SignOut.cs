using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Accounts;

/// <summary><c>POST /-/logout</c>: ends this browser's session; again is nothing.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder app) => app.MapPost("/-/logout", SignOutAsync).AllowAnonymous();

    private static async Task<IResult> SignOutAsync(HttpContext context, SpaltDb db, TimeProvider clock, CancellationToken cancel)
    {
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Principal is { } person && SignInClaims.LoginOf(person) is { } login)
        {
            db.Add(new SecurityEvent(login, SecurityEventKind.SignedOut, context.Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
        }

        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return new SeeOther("/");
    }
}
