using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Spalt.Accounts;

/// <summary>What a session says: which login it is and how it was entered. What somebody may is asked anew each time.</summary>
internal sealed class SignInClaims : IUserClaimsPrincipalFactory<Login>
{
    public Task<ClaimsPrincipal> CreateAsync(Login user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture))], IdentityConstants.ApplicationScheme)));

    public static long? LoginOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(ClaimTypes.NameIdentifier)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
