using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spalt.Web;

namespace Spalt.Tests.Web;

/// <summary><c>spalt serve</c>: what it says when it is up, and why it is not.</summary>
public class Serving
{
    private static readonly (string Key, string Value)[] Swedish = [("LC_ALL", "sv_SE.UTF-8")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_what_it_serves_and_names_the_addresses()
    {
        await using var site = await Site.StartAsync();
        Assert.Contains("spalt network add", await ServeCommand.ServedAsync(site.Services, Cancel), StringComparison.Ordinal);
        await site.NetworkAsync("localhost:5080");
        await site.BlogAsync(await site.NetworkAsync("bloggar.example"));
        Assert.Matches("[^ ]+: 2. [^ ]+: http://localhost:5080, https://bloggar.example$", await ServeCommand.ServedAsync(site.Services, Cancel));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "Något annat lyssnar redan på http://127.0.0.1:{0}", CommandLine.Failed)]
    [InlineData("http://localhost:{0}", "Något annat lyssnar redan på http://localhost:{0}", CommandLine.Failed)]
    [InlineData("http://192.0.2.1:5080", "Datorn har ingen sådan adress som http://192.0.2.1:5080", CommandLine.Failed)]
    [InlineData("http://localhost:0", "”http://localhost:0” är ingen adress att lyssna på", CommandLine.BadInput)]
    [InlineData("bloggar.example", "”bloggar.example” är ingen adress att lyssna på", CommandLine.BadInput)]
    [InlineData("https://localhost", "”https://localhost” är ingen adress att lyssna på", CommandLine.BadInput)]
    [InlineData("", "”” är ingen adress att lyssna på", CommandLine.BadInput)]
    public async Task An_address_that_it_cannot_listen_on_is_named(string urls, string expected, int exitCode)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var other6 = new TcpListener(IPAddress.IPv6Loopback, ((IPEndPoint)other.LocalEndpoint).Port);
        other6.Start();
        await using var store = await TestStore.CreateAsync();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var ran = await SpaltProcess.RunAsync(store, Swedish, "serve", "--urls", string.Format(CultureInfo.InvariantCulture, urls, port));
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.StartsWith("spalt: " + string.Format(CultureInfo.InvariantCulture, expected, port), Assert.Single(ran.Errors), StringComparison.Ordinal);
    }
}
