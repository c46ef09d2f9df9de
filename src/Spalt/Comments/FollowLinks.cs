using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Spalt.Networks;

namespace Spalt.Comments;

/// <summary>
/// The link in every letter to somebody who follows a thread. It is sealed, not kept: an old letter's works as long as the newest's, and the
/// database holds no secret.
/// </summary>
internal sealed class FollowLinks(IDataProtectionProvider keys)
{
    public const string Path = "/-/answers";

    private readonly IDataProtector _seal = keys.CreateProtector("ThreadFollower");

    public string To(Network network, ThreadFollower follower) =>
        $"{NetworkFace.OriginOf(network.Host)}{Path}?token={_seal.Protect(follower.Id.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>Whose link it is; null where it is nobody's.</summary>
    public long? IdOf(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : long.Parse(_seal.Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
