using System.Security.Cryptography;
using System.Text;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>A reader without a name, a cookie or a stored address: the same for a day, unknowable afterwards.</summary>
internal static class Reader
{
    private const int HashLength = 16;

    /// <summary>16 bytes of HMAC-SHA-256 over address and agent, keyed by the day's <paramref name="salt"/>.</summary>
    public static byte[] Hash(byte[] salt, HttpContext context) =>
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(Household.Of(context) + "\n" + context.Request.Headers.UserAgent))[..HashLength];

    /// <summary>16 bytes of HMAC-SHA-256 over the address alone. Begins with a line end, which no address does: it is nobody's reader hash.</summary>
    public static byte[] Place(byte[] salt, HttpContext context) =>
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes("\n" + Household.Of(context)))[..HashLength];
}
