using System.IO.Compression;
using System.Net;
using System.Text;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class ReadingAnAddress
{
    [Fact]
    public async Task Gives_the_body_with_what_the_server_says_of_it()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(
            "<rss/>", "Content-Type: application/rss+xml; charset=utf-8", "ETag: W/\"a1\"", "Last-Modified: Sat, 01 Jan 2022 10:00:00 GMT",
            "Cache-Control: public, max-age=900"));
        using var http = Outside.Http();

        var fetched = Assert.IsType<Fetched>(await http.GetAsync(server.Address + "feed/?a=1"));

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Body));
        Assert.Equal(server.Address + "feed/?a=1", fetched.Address.AbsoluteUri);
        Assert.Equal(200, fetched.Status);
        Assert.Equal("application/rss+xml; charset=utf-8", fetched.ContentType);
        Assert.Equal(new Validators("W/\"a1\"", "Sat, 01 Jan 2022 10:00:00 GMT"), fetched.Validators);
        Assert.Equal(TimeSpan.FromMinutes(15), fetched.MaxAge);
        Assert.False(fetched.MovedForGood);
    }

    [Fact]
    public async Task Sends_who_we_are_and_nothing_of_anybody_else()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("", "Set-Cookie: a=b"));
        using var http = Outside.Http(options => options.Contact = "https://blogg.example/om");

        await http.GetAsync(server.Address);
        await http.GetAsync(server.Address);

        Assert.Equal(2, server.Requests.Count);
        foreach (var request in server.Requests)
        {
            var names = request.Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal);
            Assert.Equal("Accept Accept-Encoding Host User-Agent", string.Join(' ', names));
            Assert.Matches("User-Agent: Spalt/[0-9.]+ \\(\\+https://blogg.example/om\\)\r\n", request);
        }
    }

    [Fact]
    public async Task Asks_with_what_it_knows_and_understands_that_nothing_changed()
    {
        await using var server = new ScriptedServer(request =>
            request.Contains("If-None-Match: \"a1\"\r\n", StringComparison.Ordinal) && request.Contains("If-Modified-Since: yesterday\r\n", StringComparison.Ordinal)
                ? ScriptedServer.Status("304 Not Modified", "ETag: \"a1\"", "Cache-Control: max-age=60")
                : ScriptedServer.Ok("new"));
        using var http = Outside.Http();

        var unchanged = Assert.IsType<Unchanged>(await http.GetAsync(server.Address, new Validators("\"a1\"", "yesterday")));

        Assert.Equal("\"a1\"", unchanged.Validators.ETag);
        Assert.Equal(TimeSpan.FromMinutes(1), unchanged.MaxAge);
        Assert.IsType<Fetched>(await http.GetAsync(server.Address, new Validators("\"a2\"", "yesterday")));
    }

    [Fact]
    public async Task Takes_304_without_having_asked_for_it_as_a_mistake()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("304 Not Modified"));
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.BadStatus, http.GetAsync(server.Address));
    }

    [Fact]
    public async Task Never_sends_a_validator_that_would_break_the_request()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("x", "ETag: \"å\""));
        using var http = Outside.Http();

        var fetched = Assert.IsType<Fetched>(await http.GetAsync(server.Address, new Validators("\"a\"\r\nX-Evil: 1", "ö")));

        Assert.Null(fetched.Validators.ETag);
        Assert.DoesNotContain("If-", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Evil", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    [InlineData("gzip, br")]
    public async Task Undoes_compression(string codings)
    {
        var text = string.Concat(Enumerable.Repeat("Nytt från stan. ", 500));
        var body = codings.Split(", ").Aggregate(Encoding.UTF8.GetBytes(text), Compress);
        await using var server = Sends(body, $"Content-Encoding: {codings}", $"Content-Length: {body.Length}");
        using var http = Outside.Http();

        var fetched = Assert.IsType<Fetched>(await http.GetAsync(server.Address));

        Assert.Equal(text, Encoding.UTF8.GetString(fetched.Body));
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Sat, 01 Jan 2022 10:05:00 GMT", 300)]
    [InlineData("Retry-After: Sat, 01 Jan 2022 09:00:00 GMT", 0)]
    [InlineData("Retry-After: soon", null)]
    public async Task Passes_on_when_the_server_wants_to_be_asked_again(string header, int? seconds)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status("503 Service Unavailable", header));
        using var http = Outside.Http(clock: new StoppedClock(new DateTimeOffset(2022, 1, 1, 10, 0, 0, TimeSpan.Zero)));

        var not = await Outside.Fails(FetchFailure.BadStatus, http.GetAsync(server.Address));

        Assert.Equal(503, not.Status);
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, not.RetryAfter);
    }

    [Fact]
    public async Task Tries_the_next_address_when_nobody_is_at_the_first()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("here"));
        using var http = Outside.Http(
            options => options.AllowNetworks = ["127.0.0.0/8"],
            _ => [IPAddress.Parse("127.0.0.3"), IPAddress.Parse(ScriptedServer.Allowed)]);
        Assert.IsType<Fetched>(await http.GetAsync($"http://feed.example:{server.Port}/"));
    }

    [Fact]
    public async Task Stops_for_the_caller_with_an_exception()
    {
        await using var server = new ScriptedServer((_, _, cancel) => Task.Delay(-1, cancel));
        using var http = Outside.Http();
        using var caller = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.GetAsync(server.Address, cancel: caller.Token));
    }

    private static ScriptedServer Sends(byte[] body, params string[] headers) => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync(ScriptedServer.Head(headers), cancel);
        await stream.WriteAsync(body, cancel);
    });

    private static byte[] Compress(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Compress),
            "deflate" => new ZLibStream(packed, CompressionMode.Compress),
            "identity" => new BufferedStream(packed),
            _ => new GZipStream(packed, CompressionMode.Compress),
        })
        {
            stream.Write(bytes);
        }
        return packed.ToArray();
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
