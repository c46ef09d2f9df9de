using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spalt.Outbound;

/// <summary>
/// Says where we may go. A name is resolved here and nowhere else: the connection is made to the addresses that were checked,
/// so a name that changes its mind between check and connection (DNS rebinding) gains nothing.
/// </summary>
public sealed class AddressGuard(OutboundOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>HTTP's own ports and their customary twins; everything else is another protocol's, which an HTTP request could be made to speak.</summary>
    private static readonly int[] Ports = [80, 443, 8080, 8443];

    private readonly IReadOnlyList<IPNetwork> _allowed = options.AllowedNetworks;

    /// <summary>The addresses to connect to, all checked; or why not.</summary>
    /// <param name="redirectedFrom">the address that sent us here</param>
    public async Task<(IPAddress[] Addresses, NotFetched? No)> AdmitAsync(Uri address, Uri? redirectedFrom, CancellationToken cancel)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            return Refuse($"{address.Scheme} is neither http nor https");
        }

        if (redirectedFrom is { Scheme: "https" } && address.Scheme is "http")
        {
            return Refuse($"{redirectedFrom.IdnHost} redirects from https to http");
        }

        if (address.UserInfo.Length > 0)
        {
            return Refuse("the address holds a user name or password");
        }

        if (HostOf(address) is not { } host)
        {
            return Refuse("the address has no host that DNS could know");
        }

        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var literal)
                ? [literal]
                : await resolve(host, cancel).WaitAsync(cancel); // the system's resolver does not always hear the token
        }
        catch (Exception e) when (e is SocketException or ArgumentException) // no such host; a name longer than DNS allows
        {
            return ([], new NotFetched(FetchFailure.Unresolvable, $"{host} cannot be resolved: {e.Message}"));
        }
        if (addresses.Length == 0)
        {
            return ([], new NotFetched(FetchFailure.Unresolvable, $"{host} has no address"));
        }

        // One bad address among good ones spoils them all: nobody honest publishes both.
        if (Array.Find(addresses, one => !MayReach(one, address.Port)) is { } bad)
        {
            return Refuse($"{host} leads to {bad} port {address.Port}, which is not public");
        }

        return (addresses, null);
    }

    /// <summary>In the ASCII form that goes over the wire; null where there is none, which <see cref="Uri"/> finds out late.</summary>
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost is { Length: > 0 } host && Ascii.IsValid(host) ? host : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private bool MayReach(IPAddress address, int port) =>
        options.AllowPrivate
        || (PublicAddresses.IsPublic(address) && Ports.Contains(port))
        || (!address.IsIPv4MappedToIPv6 && _allowed.Any(network => network.Contains(address)));

    private static (IPAddress[], NotFetched) Refuse(string why) => ([], new NotFetched(FetchFailure.Refused, why));
}
