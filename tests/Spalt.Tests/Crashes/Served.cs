using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Tests.Crashes;

/// <summary>The real <c>spalt serve</c>, what it serves, and readers who come from whatever address.</summary>
internal static class Served
{
    /// <summary>Starts it; <see cref="IsLiveAsync"/> says when it answers.</summary>
    public static SpaltProcess Start(TestStore store, out int port)
    {
        port = FreePort();
        return SpaltProcess.Start(store, "serve", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    /// <summary>A network with a blog and so many posts that are out; returns their ids.</summary>
    public static async Task<long[]> PostsAsync(SpaltDb db, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var network = Network.Start("bloggar.example", "Älvposten", "sv", now);
        var author = Account.Named("Disa Holm", "disa-holm", now);
        db.AddRange(network, author);
        await db.SaveChangesAsync();
        var blog = Blog.Start(network.Id, "bank-nio", "Bänk nio", now);
        db.Add(blog);
        await db.SaveChangesAsync();
        Post[] posts = [.. Enumerable.Range(1, count).Select(i => Post.Draft(blog, author.Id, new PostText($"inlagg-{i}", $"Inlägg {i}", "<p>Ord.</p>", "Ord."), now))];
        Array.ForEach(posts, post => post.Publish(now));
        db.AddRange(posts.Cast<object>());
        await db.SaveChangesAsync();
        return [.. posts.Select(p => p.Id)];
    }

    public static async Task<bool> IsLiveAsync(int port)
    {
        using var http = ClientAt(IPAddress.Loopback, port);
        try
        {
            using var answer = await http.GetAsync(new Uri("/-/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static HttpClient ClientAt(IPAddress from, int port)
    {
#pragma warning disable RS0030, CA2000 // A reader out there; the client disposes of its handler, the stream of its socket.
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
#pragma warning restore RS0030, CA2000
    }

    public static async Task<T> WithDbAsync<T>(ServiceProvider services, Func<SpaltDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SpaltDb>());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
