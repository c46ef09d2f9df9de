using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;
using Spalt.Language;

namespace Spalt.Web;

/// <summary>
/// <c>Spalt:TrustedProxies</c>, addresses and networks separated by commas: only what these say of a reader's address and scheme
/// (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>) is believed, back to the first one that is not among them.
/// </summary>
internal static class TrustedProxies
{
    public const string Setting = "Spalt:TrustedProxies";

    /// <exception cref="CommandException">something in the setting is neither</exception>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var proxies = (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (proxies.Length == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (IPNetwork.TryParse(proxy, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new CommandException(Texts.Command("Serve.BadProxy", Setting, proxy), CommandLine.BadInput);
            }
        }

        return app.UseForwardedHeaders(options);
    }
}
