namespace Spalt.Accounts;

internal static class ReachedLogins
{
    /// <summary>Those to whom a letter may be sent: they may sign in, and have shown that the address is theirs.</summary>
    public static IQueryable<Login> Reached(this IQueryable<Login> logins) => logins.Where(l => l.DisabledAt == null && l.EmailConfirmed && l.Email != null);
}
