using Microsoft.AspNetCore.Identity;
using Spalt.Accounts;

namespace Spalt.Members;

internal static class MovingTheAddress
{
    /// <summary>The login's address, and the name that the framework knows it by, which is the same. It is known to be the person's. Must run in a transaction.</summary>
    public static async Task MoveToAsync(this Login login, string email, UserManager<Login> logins)
    {
        if (login.Email != email)
        {
            foreach (var result in new[] { await logins.SetUserNameAsync(login, email), await logins.SetEmailAsync(login, email) })
            {
                if (!result.Succeeded)
                {
                    throw new InvalidOperationException("An address was refused: " + string.Join(", ", result.Errors.Select(e => e.Code)));
                }
            }
        }

        login.EmailConfirmed = true;
        await logins.UpdateAsync(login);
    }
}
