using System.CommandLine;
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
            await using var app = Server.Build(installation, asked.GetValue(urls));
            await app.Services.GetRequiredService<Migrations>().ApplyAsync(cancel);
            await app.RunAsync(cancel);
        });
    }
}
