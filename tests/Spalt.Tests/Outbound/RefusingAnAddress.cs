using System.Collections.Concurrent;
using System.Net;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class RefusingAnAddress
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not an address")]
    [InlineData("/feed/")]
    [InlineData("//example.org/feed/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.2/")]
    [InlineData("gopher://127.0.0.2/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain,hej")]
    [InlineData("http://user@127.0.0.2/")]
    [InlineData("http://user:pass@127.0.0.2/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:127.0.0.2]/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://①②⑦.0.0.1/")]
    public async Task Happens_before_anything_is_sent(string address)
    {
        using var http = Outside.Http(resolve: _ => [IPAddress.Loopback]);
        await Outside.Fails(FetchFailure.Refused, http.GetAsync(address));
    }

    [Theory]
    [InlineData("http://1.1.1.1:22/")]
    [InlineData("http://1.1.1.1:6379/")]
    [InlineData("https://1.1.1.1:25/")]
    public async Task Happens_for_ports_of_other_protocols(string address)
    {
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.Refused, http.GetAsync(address));
    }

    [Fact]
    public async Task Happens_when_any_address_of_a_name_is_private()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("here"));
        using var http = Outside.Http(resolve: _ => [IPAddress.Parse(ScriptedServer.Allowed), IPAddress.Parse("10.0.0.1")]);

        var not = await Outside.Fails(FetchFailure.Refused, http.GetAsync($"http://feed.example:{server.Port}/"));

        Assert.Contains("10.0.0.1", not.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Is_lifted_by_the_operator()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("here"), ScriptedServer.Private);
        using var strict = Outside.Http();
        using var lax = Outside.Http(options => options.AllowPrivate = true);

        await Outside.Fails(FetchFailure.Refused, strict.GetAsync(server.Address));
        Assert.IsType<Fetched>(await lax.GetAsync(server.Address));
    }

    [Fact]
    public async Task Holds_for_a_redirect_into_the_private_network()
    {
        await using var inside = new ScriptedServer(_ => ScriptedServer.Ok("secret"), ScriptedServer.Private);
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("302 Found", $"Location: {inside.Address}"));
        using var http = Outside.Http();

        await Outside.Fails(FetchFailure.Refused, http.GetAsync(server.Address));

        Assert.Single(server.Requests);
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:pass@127.0.0.2/")]
    [InlineData("//127.0.0.1/")]
    public async Task Holds_for_a_redirect_to_what_would_be_refused_at_once(string location)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("301 Moved", $"Location: {location}"));
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.Refused, http.GetAsync(server.Address));
    }

    [Fact]
    public async Task Cannot_be_got_around_by_a_name_that_changes_its_mind()
    {
        await using var first = new ScriptedServer(_ => ScriptedServer.Ok("outside"));
        await using var trap = new ScriptedServer(_ => ScriptedServer.Ok("secret"), ScriptedServer.Private, first.Port);
        var asked = new ConcurrentQueue<string>();
        using var http = Outside.Http(resolve: host =>
        {
            asked.Enqueue(host);
            return [IPAddress.Parse(asked.Count == 1 ? ScriptedServer.Allowed : ScriptedServer.Private)];
        });

        Assert.IsType<Fetched>(await http.GetAsync($"http://rebind.example:{first.Port}/"));
        Assert.Equal("rebind.example", Assert.Single(asked));
        await Outside.Fails(FetchFailure.Refused, http.GetAsync($"http://rebind.example:{first.Port}/"));

        Assert.Contains($"Host: rebind.example:{first.Port}\r\n", Assert.Single(first.Requests), StringComparison.Ordinal);
        Assert.Empty(trap.Requests);
    }
}
