using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

/// <summary>A way out for tests: 127.0.0.2 counts as public, names lead where the test says.</summary>
internal static class Outside
{
    public static PublicHttp Http(Action<OutboundOptions>? set = null, Func<string, IPAddress[]>? resolve = null, TimeProvider? clock = null)
    {
        var options = new OutboundOptions { AllowNetworks = [$"{ScriptedServer.Allowed}/32"] };
        set?.Invoke(options);
        return new PublicHttp(
            options,
            (host, _) => Task.FromResult(resolve is null ? throw new System.Net.Sockets.SocketException(11001) : resolve(host)),
            clock ?? TimeProvider.System,
            NullLogger<PublicHttp>.Instance);
    }

    public static async Task<NotFetched> Fails(FetchFailure failure, Task<FetchResult> fetch)
    {
        var not = Assert.IsType<NotFetched>(await fetch);
        Assert.True(not.Failure == failure, $"{not.Failure}, not {failure}: {not.Detail}");
        return not;
    }
}
