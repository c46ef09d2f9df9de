using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spalt.Outbound;

/// <summary>Connections to addresses that were checked, without cookies, proxy, credentials, redirects or trace headers.</summary>
internal static class PinnedSockets
{
    private static readonly HttpRequestOptionsKey<IPAddress[]> Addresses = new("Spalt.Addresses");
    private static readonly TimeSpan PatiencePerAddress = TimeSpan.FromSeconds(3);
    private const int MostAddresses = 4;

    public static void Pin(HttpRequestMessage request, IPAddress[] addresses) => request.Options.Set(Addresses, addresses);

    public static SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None, // Body counts the bytes on both sides
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 32, // KB
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8, // many a Location holds å, ä and ö as they are
        MaxResponseDrainSize = 0, // what we do not want we do not read
        MaxConnectionsPerServer = 8,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(Addresses, out var addresses))
        {
            throw new InvalidOperationException("A request without checked addresses must not leave the house.");
        }

        var error = SocketError.HostNotFound;
        foreach (var address in addresses.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(PatiencePerAddress);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), patience.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancel.ThrowIfCancellationRequested();
                error = e is SocketException { SocketErrorCode: var code } ? code : SocketError.TimedOut;
            }
        }
        throw new SocketException((int)error);
    }
}
