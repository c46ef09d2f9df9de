using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spalt.Moderation;

/// <summary>
/// The secret in the address of a case's page: whoever got the letter sees how it stands with it, and nobody else. It follows from the
/// network's key, so that a letter that is sent later, or again, has the same.
/// </summary>
internal static class CaseKey
{
    /// <summary>256 bits of HMAC-SHA-256, base64url (RFC 4648 §5).</summary>
    /// <param name="kind">What has the id: <c>notice</c>, <c>decision</c>, <c>reply</c>.</param>
    public static string Of(byte[] networkKey, string kind, long id) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(networkKey, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}"))));

    /// <summary>Path of the case's page, with the secret.</summary>
    public static string PathOf(byte[] networkKey, string kind, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"/-/{(kind is "reply" ? "replie" : kind)}s/{id}?key={Of(networkKey, kind, id)}");

    public static bool Fits(string? typed, byte[] networkKey, string kind, long id) =>
        typed is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(Of(networkKey, kind, id)));
}
