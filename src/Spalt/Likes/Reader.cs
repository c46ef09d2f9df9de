using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Spalt.Likes;

/// <summary>A reader without a name, a cookie or a stored address: the same for a day, unknowable afterwards.</summary>
internal static class Reader
{
    private const int HashLength = 16;
    private const int BytesOfHousehold = 7;

    /// <summary>16 bytes of HMAC-SHA-256 over address and agent, keyed by the day's <paramref name="salt"/>.</summary>
    public static byte[] Hash(byte[] salt, HttpContext context) =>
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(AddressOf(context) + "\n" + context.Request.Headers.UserAgent))[..HashLength];

    /// <summary>16 bytes of HMAC-SHA-256 over the address alone. Begins with a line end, which no address does: it is nobody's reader hash.</summary>
    public static byte[] Place(byte[] salt, HttpContext context) =>
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes("\n" + AddressOf(context)))[..HashLength];

    /// <summary>Whose connection it is: an IPv4 address, or the /56 of an IPv6 one, since one household has that many (RFC 6177 §2).</summary>
    public static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, BytesOfHousehold))
            : address.ToString();
    }
}
