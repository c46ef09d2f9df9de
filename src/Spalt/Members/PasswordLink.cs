using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Spalt.Accounts;
using Spalt.Networks;

namespace Spalt.Members;

/// <summary>The link with which a password is set anew. It dies with its use, with the next change of the password, and after a day.</summary>
internal static class PasswordLink
{
    public static async Task<string> MakeAsync(UserManager<Login> logins, Login login, string host)
    {
        var token = await logins.GeneratePasswordResetTokenAsync(login);
        return string.Create(CultureInfo.InvariantCulture, $"{NetworkFace.OriginOf(host)}/-/password?login={login.Id}&token={Uri.EscapeDataString(token)}");
    }
}
