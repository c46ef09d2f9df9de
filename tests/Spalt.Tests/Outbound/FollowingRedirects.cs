using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class FollowingRedirects
{
    [Theory]
    [InlineData("301 Moved Permanently", true)]
    [InlineData("308 Permanent Redirect", true)]
    [InlineData("302 Found", false)]
    [InlineData("303 See Other", false)]
    [InlineData("307 Temporary Redirect", false)]
    public async Task Ends_at_the_new_address_and_says_whether_to_remember_it(string status, bool forGood)
    {
        await using var server = new ScriptedServer(request => request.StartsWith("GET /old ", StringComparison.Ordinal)
            ? ScriptedServer.Status(status, "Location: new?p=1#part")
            : ScriptedServer.Ok("here"));
        using var http = Outside.Http();

        var fetched = Assert.IsType<Fetched>(await http.GetAsync(server.Address + "old"));

        Assert.Equal(server.Address + "new?p=1", fetched.Address.GetLeftPart(UriPartial.Query));
        Assert.Equal(forGood, fetched.MovedForGood);
    }

    [Fact]
    public async Task Forgets_nothing_of_a_temporary_hop_among_permanent_ones()
    {
        await using var server = new ScriptedServer(request => request.Split(' ')[1] switch
        {
            "/1" => ScriptedServer.Status("301 Moved", "Location: /2"),
            "/2" => ScriptedServer.Status("302 Found", "Location: /3"),
            "/3" => ScriptedServer.Status("301 Moved", "Location: /4"),
            _ => ScriptedServer.Ok("here"),
        });
        using var http = Outside.Http();
        Assert.False(Assert.IsType<Fetched>(await http.GetAsync(server.Address + "1")).MovedForGood);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Goes_five_steps_and_no_further(int steps, bool arrives)
    {
        await using var server = new ScriptedServer(request =>
        {
            var step = int.Parse(request.Split(' ')[1][1..], System.Globalization.CultureInfo.InvariantCulture);
            return step == 0 ? ScriptedServer.Ok("here") : ScriptedServer.Status("302 Found", $"Location: /{step - 1}");
        });
        using var http = Outside.Http();

        var result = await http.GetAsync(server.Address + steps);

        if (arrives)
        {
            Assert.IsType<Fetched>(result);
        }
        else
        {
            Assert.Equal(FetchFailure.TooManyRedirects, Assert.IsType<NotFetched>(result).Failure);
        }

        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("/blåbär/", "/bl%C3%A5b%C3%A4r/")]
    [InlineData("/bl%C3%A5b%C3%A4r/", "/bl%C3%A5b%C3%A4r/")]
    [InlineData("?p=1", "/?p=1")]
    public async Task Understands_where_to(string location, string path)
    {
        await using var server = new ScriptedServer(request => request.StartsWith("GET / ", StringComparison.Ordinal)
            ? ScriptedServer.Status("302 Found", $"Location: {location}")
            : ScriptedServer.Ok("here"));
        using var http = Outside.Http();
        Assert.Equal(path, Assert.IsType<Fetched>(await http.GetAsync(server.Address)).Address.PathAndQuery);
    }

    [Fact]
    public async Task Leaves_a_loop()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("301 Moved", "Location: /"));
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.TooManyRedirects, http.GetAsync(server.Address));
    }

    [Theory]
    [InlineData("https://127.0.0.2/", "http://127.0.0.2/", true)]
    [InlineData("https://127.0.0.2/", "https://127.0.0.2/", false)]
    [InlineData("http://127.0.0.2/", "https://127.0.0.2/", false)]
    [InlineData("http://127.0.0.2/", "http://127.0.0.2/", false)]
    public async Task Never_breaks_the_seal(string from, string to, bool refused)
    {
        var guard = new AddressGuard(
            new OutboundOptions { AllowNetworks = ["127.0.0.2/32"] }, (_, _) => Task.FromResult(Array.Empty<System.Net.IPAddress>()));

        var (_, no) = await guard.AdmitAsync(new Uri(to), new Uri(from), CancellationToken.None);

        Assert.Equal(refused, no is { Failure: FetchFailure.Refused });
    }

    [Theory]
    [InlineData()]
    [InlineData("Location: http://[")]
    [InlineData("Location: http://")]
    public async Task Needs_a_place_to_go(params string[] headers)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("302 Found", headers));
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.Garbled, http.GetAsync(server.Address));
    }
}
