using System.Net;
using System.Net.Sockets;

namespace Spalt.Web;

internal static class Household
{
    private const int BytesOfHousehold = 7;
    private const int BytesOfRange = 6;

    /// <summary>Whose connection it is: an IPv4 address, or the /56 of an IPv6 one, since one household has that many (RFC 6177 §2).</summary>
    public static string Of(HttpContext context)
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

    /// <summary>Its neighbourhood, of which somebody gets one household after another: the /24 of an IPv4 address, the /48 of an IPv6 one (RFC 6177 §2).</summary>
    /// <param name="household">See <see cref="Of"/>.</param>
    public static string RangeOf(string household) =>
        household.LastIndexOf('.') is var dot and > 0 ? household[..dot] + ".0/24" : string.Concat(household.AsSpan(0, 2 * BytesOfRange), "/48");
}
