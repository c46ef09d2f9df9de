using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Spalt.Language;
using IPNetwork = System.Net.IPNetwork;

namespace Spalt.Web;

/// <summary>
/// <c>Spalt:TrustedProxies</c>, addresses and networks: only what these say of a reader's address and scheme
/// (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>) is believed, back to the first one that is not among them.
/// </summary>
internal static class TrustedProxies
{
    public const string Setting = "Spalt:TrustedProxies";

    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        return Read(configuration) is { } options
            ? app.UseForwardedHeaders(options)
            : app.Use(WarnOnce(app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TrustedProxies))));
    }

    /// <summary>Null where nobody is trusted.</summary>
    /// <exception cref="CommandException">something in the setting is neither</exception>
    public static ForwardedHeadersOptions? Read(IConfiguration configuration)
    {
        var proxies = ListSetting.Read(configuration, Setting);
        if (proxies.Length == 0)
        {
            return null;
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

        return options;
    }

    /// <summary>Who says from the machine itself for whom it asks is a proxy. Unless it is believed, all its readers are one to the limit on likes.</summary>
    private static Func<HttpContext, RequestDelegate, Task> WarnOnce(ILogger log)
    {
        var warned = 0;
        return (context, next) =>
        {
            var headers = context.Request.Headers;
            if (warned == 0 && (headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) || headers.ContainsKey(ForwardedHeadersDefaults.XForwardedProtoHeaderName))
                && context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer) && Interlocked.Exchange(ref warned, 1) == 0)
            {
                log.LogWarning(
                    "A proxy at {Peer} says whom it asks for (X-Forwarded-For or X-Forwarded-Proto), but {Setting} names none: its readers count as one. If it is yours, name it there",
                    peer, Setting);
            }

            return next(context);
        };
    }
}
