using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Operations;
using Spalt.Store;

namespace Spalt.Web;

/// <summary><c>spalt serve</c></summary>
internal static class ServeCommand
{
    private const int MostNamed = 20;

    public static Command Make()
    {
        var urls = CommandLine.Option<string>("--urls", "URL", "Serve.Urls");
        urls.DefaultValueFactory = _ => "http://localhost:5080";
        return new Command("serve", Texts.Command("Serve")) { urls }.Does(async (installation, asked, cancel) =>
        {
            // Must be set before the first socket: completions then run on the thread that polls the sockets, and a frozen page is
            // answered there. Everything that takes longer hops to the thread pool (PageCacheMiddleware, PublicHttp, PostgresDatabase).
            Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
            NativeHeap.GiveBack();
            var addresses = Checked(asked.GetValue(urls) ?? "");
            await using var app = Server.Build(installation, addresses);
            await app.Services.GetRequiredService<Migrations>().ApplyAsync(cancel);

            // Beside all that follows: the first question to the database builds its whole model, and takes as long.
            var served = ServedAsync(app.Services, cancel);
            app.UseSpalt();
            try
            {
                await app.StartAsync(cancel);
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                throw new CommandException(WhyNot(error, addresses));
            }

            Console.WriteLine(Texts.Command("Serve.Up", string.Join(", ", app.Urls), installation.DataFolder));
            Console.WriteLine(await served);
            await app.WaitForShutdownAsync(cancel);
        });
    }

    /// <summary>Where there is something to read; or what to do first.</summary>
    internal static async Task<string> ServedAsync(IServiceProvider services, CancellationToken cancel)
    {
        await Task.Yield();
        var hosts = await services.GetRequiredService<Hosts>().AllAsync(cancel);
        return hosts.Count == 0
            ? NetworkCommand.NoneYet(services.GetRequiredService<Installation>())
            : Texts.Command(
                "Serve.Networks", hosts.Count,
                string.Join(", ", hosts.Take(MostNamed).Select(NetworkFace.OriginOf)) + (hosts.Count > MostNamed ? ", …" : ""));
    }

    private static string WhyNot(Exception error, string addresses)
    {
        for (var cause = error; cause is not null; cause = (cause as AggregateException)?.InnerExceptions[0] ?? cause.InnerException)
        {
            switch (cause)
            {
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return Texts.Command("Serve.Taken", addresses);
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return Texts.Command("Serve.Forbidden", addresses, Environment.UserName);
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }:
                    return Texts.Command("Serve.Elsewhere", addresses);
            }
        }

        return Texts.Command("Serve.CannotListen", addresses, error.Message);
    }

    /// <summary>
    /// The server would take a host name that it does not know for "all interfaces": a slip of the pen must not open a door. TLS is the
    /// business of the proxy in front.
    /// </summary>
    private static string Checked(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            var anywhere = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(anywhere, UriKind.Absolute, out var address) || address.Scheme != "http" || address.PathAndQuery != "/"
                || !(address is { Host: "localhost", Port: > 0 } || IPAddress.TryParse(address.Host.Trim('[', ']'), out _)))
            {
                throw new CommandException(Texts.Command("Serve.BadUrl", url), CommandLine.BadInput);
            }
        }

        return urls;
    }
}
