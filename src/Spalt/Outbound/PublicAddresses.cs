using System.Net;
using System.Net.Sockets;

namespace Spalt.Outbound;

/// <summary>
/// Which addresses are the open internet's. Source: IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates).
/// </summary>
public static class PublicAddresses
{
    /// <summary>All of IPv6 that IANA has given out as global unicast: what lies outside (mapped IPv4, NAT64, ULA, link-local, multicast) is refused unseen.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8",       // this network
            "10.0.0.0/8",      // private
            "100.64.0.0/10",   // carrier-grade NAT
            "127.0.0.0/8",     // loopback
            "169.254.0.0/16",  // link-local, and every cloud's metadata service
            "172.16.0.0/12",   // private
            "192.0.0.0/24",    // protocol assignments
            "192.0.2.0/24",    // documentation
            "192.88.99.0/24",  // 6to4 relays
            "192.168.0.0/16",  // private
            "198.18.0.0/15",   // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24",  // documentation
            "224.0.0.0/4",     // multicast
            "240.0.0.0/4",     // reserved, broadcast
            "2001::/23",       // protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32",   // documentation
            "2002::/16",       // 6to4: an IPv4 address in disguise
            "3fff::/20",       // documentation
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public static bool IsPublic(IPAddress address) =>
        !address.IsIPv4MappedToIPv6 // IPNetwork takes these for IPv4
        && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !Array.Exists(Special, network => network.Contains(address));
}
