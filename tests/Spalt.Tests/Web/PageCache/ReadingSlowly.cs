using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class ReadingSlowly
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_long_page_arrives_whole_in_every_coding(string coding)
    {
        var text = Text(4);
        await using var site = await Site.StartAsync(new TestPages().With("/-/prov", context => Frozen(context, text)).AddTo);
        await site.NetworkAsync();
        for (var times = 0; times < 2; times++)
        {
            using var response = await site.AskAsync("/-/prov", ("Accept-Encoding", coding));
            Assert.Equal(coding, response.Content.Headers.ContentEncoding.DefaultIfEmpty("identity").Single());
            await using var body = await response.Content.ReadAsStreamAsync(Cancel);
            await using Stream plain = coding switch
            {
                "gzip" => new GZipStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                _ => body,
            };
            using var reader = new StreamReader(plain);
            Assert.Equal(text, await reader.ReadToEndAsync(Cancel));
        }
    }

    [Fact]
    public async Task Who_asks_and_does_not_read_costs_little()
    {
        const int clients = 60;
        await using var site = await Site.StartAsync(new TestPages().With("/-/prov", context => Frozen(context, Text(2))).AddTo);
        await site.NetworkAsync();
        await site.GetAsync("/-/prov");
#pragma warning disable S1215 // How much is held is what is asked.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        List<Socket> sockets = [];
        try
        {
            for (var i = 0; i < clients; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, site.Address.Port, Cancel);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /-/prov HTTP/1.1\r\nHost: {site.Address.Authority}\r\n\r\n"), Cancel);
                await socket.ReceiveAsync(new byte[1], Cancel); // the answer has begun
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, clients * Megabyte / 2);
#pragma warning restore S1215
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task What_a_reader_left_in_the_middle_is_not_kept()
    {
        using var gone = new SemaphoreSlim(0);
        var pages = new TestPages().With("/-/prov", async context =>
        {
            context.Freeze("blog:1");
            await context.Response.WriteAsync("första halvan", CancellationToken.None);
            if (context.Request.Headers.UserAgent == "Hastig")
            {
                await gone.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
                return; // as a copied file ends whose reader has left
            }

            await context.Response.WriteAsync(", andra halvan", CancellationToken.None);
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, site.Address.Port, Cancel);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /-/prov HTTP/1.1\r\nHost: {site.Address.Authority}\r\nUser-Agent: Hastig\r\n\r\n"), Cancel);
            await Eventually.TrueAsync(() => Task.FromResult(pages.Rendered("/-/prov") == 1));
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await Task.Delay(300, Cancel); // the server notices
        gone.Release();
        Assert.Equal("första halvan, andra halvan", await site.GetAsync("/-/prov"));
    }

    private static Task Frozen(HttpContext context, string text)
    {
        context.Freeze("blog:1");
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static string Text(int megabytes) =>
        string.Create(megabytes * Megabyte, 7u, (span, seed) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                seed = (seed * 1664525) + 1013904223;
                span[i] = (char)('a' + (seed >> 28));
            }
        });
}
