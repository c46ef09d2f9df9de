using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>Somebody who is signed in, on a page that anybody may use.</summary>
internal sealed record Visitor(long AccountId, string Name, string? Email)
{
    /// <summary>Null for whoever is not signed in.</summary>
    public static async Task<Visitor?> OfAsync(HttpContext context, SpaltDb db, CancellationToken cancel)
    {
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Principal is { } person && SignInClaims.LoginOf(person) is { } id
            ? await db.Logins.Where(l => l.Id == id && l.DisabledAt == null)
                .Join(db.Accounts, l => l.AccountId, a => a.Id, (l, a) => new Visitor(a.Id, a.Name, l.EmailConfirmed ? l.Email : null)).SingleOrDefaultAsync(cancel)
            : null;
    }
}
