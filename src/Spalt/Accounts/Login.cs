using Microsoft.AspNetCore.Identity;
using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>How the person of an account signs in. Authors whose posts were imported have none.</summary>
[Audited(nameof(DisabledAt))]
public sealed class Login : IdentityUser<long>
{
    private Login()
    {
    }

    public long AccountId { get; private set; }

    /// <summary>Since when nobody may sign in with it; null while it is in use.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="email">Whoever reads its letters may set the password.</param>
    /// <param name="confirmed">Whether the address is known to be the person's: an invitation that was answered, or the operator's word.</param>
    public static Login For(long accountId, string email, bool confirmed, DateTimeOffset now) => new()
    {
        AccountId = accountId,
        UserName = email.Trim(),
        Email = email.Trim(),
        EmailConfirmed = confirmed,
        LockoutEnabled = true,
        CreatedAt = now,
    };

    /// <summary>Takes the way in away. Again is nothing. Whoever does it ends the sessions too.</summary>
    public void Disable(DateTimeOffset now) => DisabledAt ??= now;

    public void Enable() => DisabledAt = null;
}
