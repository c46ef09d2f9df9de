using Microsoft.AspNetCore.Identity;

namespace Spalt.Accounts;

/// <summary>A password that nobody has, to be compared with: an address that is not known takes as long as one that is.</summary>
internal sealed class NobodysPassword(IServiceScopeFactory scopes)
{
    private readonly Lazy<string> _hash = new(() => With(scopes, hasher => hasher.HashPassword(null!, Secret.Make())));

    public void Verify(string password)
    {
        var typed = password.Length > PasswordRules.Longest ? password[..PasswordRules.Longest] : password;
        With(scopes, hasher => hasher.VerifyHashedPassword(null!, _hash.Value, typed));
    }

    private static T With<T>(IServiceScopeFactory scopes, Func<IPasswordHasher<Login>, T> work)
    {
        using var scope = scopes.CreateScope();
        return work(scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>());
    }
}
