using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Web;

/// <summary><c>spalt serve</c></summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var urls = CommandLine.Option<string>("--urls", "URL", "Serve.Urls");
        urls.DefaultValueFactory = _ => "http://localhost:5080";
        return new Command("serve", Texts.Command("Serve")) { urls }.Does(async (installation, asked, cancel) =>
        {
            // Must be set before the first socket: completions then run on the thread that polls the sockets, and a frozen page is
            // answered there. Everything that takes longer hops to the thread pool (PageCacheMiddleware, PublicHttp, PostgresDatabase).
            Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
            var addresses = Checked(asked.GetValue(urls) ?? "");
            await using var app = Server.Build(installation, addresses);
            await app.Services.GetRequiredService<Migrations>().ApplyAsync(cancel);
            try
            {
                await app.StartAsync(cancel);
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
                throw new CommandException(Texts.Command("Serve.Taken", addresses));
            }

            Console.WriteLine(Texts.Command("Serve.Up", addresses, installation.DataFolder));
            await app.WaitForShutdownAsync(cancel);
        });
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
                || !(address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _)))
            {
                throw new CommandException(Texts.Command("Serve.BadUrl", url), CommandLine.BadInput);
            }
        }

        return urls;
    }
}
