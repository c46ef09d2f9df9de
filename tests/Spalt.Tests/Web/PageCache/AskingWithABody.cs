using System.Net.Sockets;
using System.Text;
using Spalt.Tests.Likes;

namespace Spalt.Tests.Web.PageCache;

public class AskingWithABody
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Content-Length: 200000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Holds_up_nobody_though_it_never_comes_to_its_end(string length)
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await site.GetAsync("/");
        await site.LikeAsync(post);
        using var slow = new TcpClient();
        await slow.ConnectAsync(site.Address.Host, site.Address.Port, Cancel);
        var line = slow.GetStream();
        await line.WriteAsync(
            Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n5\r\na=bbb"), Cancel);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(TimeSpan.FromMilliseconds(1900));

        // It is answered itself, and nobody waits behind it.
        var answer = new byte[12];
        await line.ReadExactlyAsync(answer, soon.Token);
        Assert.Equal("HTTP/1.1 200", Encoding.ASCII.GetString(answer));
        Assert.Contains("Isen bär", await site.Http.GetStringAsync(new Uri("/", UriKind.Relative), soon.Token), StringComparison.Ordinal);
    }
}
