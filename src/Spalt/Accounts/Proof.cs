using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>That it is the person who sits there, and not somebody who found their browser open: the password, or having signed in just now.</summary>
internal sealed class Proof(SpaltDb db, UserManager<Login> logins, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <returns>What is wrong, for people; null where nothing is.</returns>
    public async Task<string?> ComplaintAsync(Login login, string password, long? session, CancellationToken cancel)
    {
        if (login.PasswordHash is not null)
        {
            return password.Length <= PasswordRules.Longest && await logins.CheckPasswordAsync(login, password) ? null : Texts.Say("ChangePassword.Wrong");
        }

        return await IsRecentAsync(login.Id, session, cancel) ? null : Texts.Say("Proof.SignInAgain");
    }

    /// <summary>What a new way in needs: whoever has signed in just now is asked for nothing, anybody else for the password.</summary>
    /// <returns>As <see cref="ComplaintAsync"/>.</returns>
    public async Task<string?> NewWayInAsync(Login login, string? password, long? session, CancellationToken cancel)
    {
        if (await IsRecentAsync(login.Id, session, cancel))
        {
            return null;
        }

        return login.PasswordHash is null ? Texts.Say("Proof.Recently")
            : string.IsNullOrEmpty(password) ? Texts.Say("Proof.Password") : await ComplaintAsync(login, password, session, cancel);
    }

    /// <summary>Whether somebody signed in just now: what a new way in needs where nobody is asked for the password.</summary>
    public Task<bool> IsRecentAsync(long login, long? session, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Recent;
        return db.Sessions.AnyAsync(s => s.Id == session && s.LoginId == login && s.StartedAt > since, cancel);
    }
}
