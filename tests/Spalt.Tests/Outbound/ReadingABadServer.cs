using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class ReadingABadServer
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("220 mail.example ESMTP\r\n")]
    [InlineData("\0\u0001\u0002\u0003\r\n\r\n")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\ntoo short")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhej\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhej")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nnot brotli at all")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\nx")]
    public async Task Says_that_it_is_garbled(string answer)
    {
        await using var server = new ScriptedServer(_ => answer);
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.Garbled, http.GetAsync(server.Address));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhej and more than was announced", "hej")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhej", "hej")]
    [InlineData("HTTP/1.0 200 OK\n\nhej", "hej")]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Encoding: gzip\r\n\r\n", "")]
    public async Task Makes_the_best_of_small_mistakes(string answer, string body)
    {
        await using var server = new ScriptedServer(_ => answer);
        using var http = Outside.Http();
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.IsType<Fetched>(await http.GetAsync(server.Address)).Body));
    }

    [Theory]
    [InlineData("404 Not Found", 404)]
    [InlineData("410 Gone", 410)]
    [InlineData("500 Oops", 500)]
    [InlineData("300 Multiple Choices", 300)]
    [InlineData("999 Go away", 999)]
    public async Task Passes_the_status_on(string status, int code)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Status(status));
        using var http = Outside.Http();
        Assert.Equal(code, (await Outside.Fails(FetchFailure.BadStatus, http.GetAsync(server.Address))).Status);
    }

    [Theory]
    [InlineData("")] // silent from the start
    [InlineData("HTTP/1.1 200 OK\r\nX-A: ")] // and one letter of a header at a time
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")] // and one letter of the body
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n")]
    public async Task Does_not_wait_for_one_that_trickles(string start)
    {
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancel);
            while (start.Length > 0)
            {
                await Task.Delay(20, cancel);
                await stream.WriteAsync("x"u8.ToArray(), cancel);
            }
            await Task.Delay(-1, cancel);
        });
        using var http = Outside.Http(options => options.Timeout = Short);
        var began = TimeProvider.System.GetTimestamp();

        await Outside.Fails(FetchFailure.TimedOut, http.GetAsync(server.Address));

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Counts_the_time_over_all_redirects()
    {
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await Task.Delay(150, cancel);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(ScriptedServer.Status("302 Found", "Location: /")), cancel);
        });
        using var http = Outside.Http(options => options.Timeout = Short);
        await Outside.Fails(FetchFailure.TimedOut, http.GetAsync(server.Address));
    }

    [Fact]
    public async Task Does_not_wait_for_a_resolver_that_never_answers()
    {
        using var http = new PublicHttp(
            new OutboundOptions { Timeout = Short }, (_, _) => new TaskCompletionSource<IPAddress[]>().Task, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<PublicHttp>.Instance);
        await Outside.Fails(FetchFailure.TimedOut, http.GetAsync("http://slow.example/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stops_after_two_megabytes_whether_announced_or_not(bool announced)
    {
        var sent = 0L;
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(announced ? ScriptedServer.Head("Content-Length: 10485760") : ScriptedServer.Head(), cancel);
            var block = new byte[64 * 1024];
            for (var i = 0; i < 160; i++, sent += block.Length)
            {
                await stream.WriteAsync(block, cancel);
            }
        });
        using var http = Outside.Http();

        await Outside.Fails(FetchFailure.TooLarge, http.GetAsync(server.Address));

        Assert.True(announced || sent > 0);
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public async Task Takes_exactly_as_much_as_is_allowed(int size, bool fits)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(new string('x', size)));
        using var http = Outside.Http(options => (options.MaxBytes, options.MaxBytesEver) = (1024, 2048));

        var result = await http.GetAsync(server.Address, atMost: int.MaxValue);

        Assert.Equal(fits, result is Fetched { Body.Length: 2048 });
        Assert.Equal(!fits, result is NotFetched { Failure: FetchFailure.TooLarge });
        await Outside.Fails(FetchFailure.TooLarge, http.GetAsync(server.Address));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Does_not_swallow_a_bomb(string coding)
    {
        using var bomb = new MemoryStream();
        await using (Stream pack = coding is "br"
            ? new BrotliStream(bomb, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 200; i++)
            {
                await pack.WriteAsync(new byte[1024 * 1024]);
            }
        }
        Assert.True(bomb.Length < 2 * 1024 * 1024, "the bomb itself is small enough to be read");
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(ScriptedServer.Head($"Content-Encoding: {coding}", $"Content-Length: {bomb.Length}"), cancel);
            await stream.WriteAsync(bomb.ToArray(), cancel);
        });
        using var http = Outside.Http();

        await Outside.Fails(FetchFailure.TooLarge, http.GetAsync(server.Address));
    }

    [Fact]
    public async Task Does_not_read_headers_without_end()
    {
        await using var server = new ScriptedServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), cancel);
            while (true)
            {
                await stream.WriteAsync("X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"u8.ToArray(), cancel);
            }
        });
        using var http = Outside.Http();
        await Outside.Fails(FetchFailure.TooLarge, http.GetAsync(server.Address));
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("xn--0")]
    [InlineData("xn--a.xn--b")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("-")]
    [InlineData("_dmarc.example")]
    [InlineData("%00")]
    [InlineData("exa%0d%0ample")]
    [InlineData("256.256.256.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData("räksmörgås.example")]
    [InlineData("ß.example")]
    [InlineData("пример.рф")]
    [InlineData("\ud800.example")]
    [InlineData("a\u202eb.example")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    [InlineData("å.åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå.example")]
    public async Task Has_a_result_for_every_host_somebody_types(string host)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("here"));
        using var http = Outside.Http(resolve: _ => [IPAddress.Parse(ScriptedServer.Allowed)]);

        var result = await http.GetAsync($"http://{host}:{server.Port}/");

        Assert.True(result is Fetched or NotFetched { Failure: FetchFailure.Refused or FetchFailure.Unresolvable }, result.ToString());
    }

    [Fact]
    public async Task Says_when_nobody_is_there()
    {
        using var free = new TcpListener(IPAddress.Parse(ScriptedServer.Allowed), 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var http = Outside.Http();

        await Outside.Fails(FetchFailure.Unreachable, http.GetAsync($"http://{ScriptedServer.Allowed}:{port}/"));
        await Outside.Fails(FetchFailure.Unresolvable, http.GetAsync("http://nobody.example/"));
    }

    [Fact]
    public async Task Says_when_a_name_has_no_address()
    {
        using var http = Outside.Http(resolve: _ => []);
        await Outside.Fails(FetchFailure.Unresolvable, http.GetAsync("http://nobody.example/"));
    }

    [Fact]
    public async Task Does_not_trust_a_certificate_of_its_own_making()
    {
        using var certificate = OwnCertificate.For(ScriptedServer.Allowed);
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("here"), certificate: certificate);
        using var http = Outside.Http();

        await Outside.Fails(FetchFailure.Untrusted, http.GetAsync(server.Address));

        Assert.StartsWith("https:", server.Address, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }
}
