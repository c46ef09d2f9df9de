using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Spalt;

/// <summary>A secret that somebody carries in a link or a cookie, and of which we keep the hash only.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>256 random bits, base64url (RFC 4648 §5).</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256: what is random needs no salt and no slowness.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
