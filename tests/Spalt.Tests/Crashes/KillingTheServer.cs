using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Tests.Crashes;

/// <summary><c>kill -9</c> to the real <c>spalt serve</c> while 2,000 likes come in: what it acknowledged is there afterwards.</summary>
public sealed class KillingTheServer
{
    private const int Writes = 2000;
    private const int AtOnce = 8;

    /// <summary>What one address may like in a row.</summary>
    private const int FromOneAddress = 10;

    [Fact]
    public async Task Loses_nothing_that_was_acknowledged_and_counts_nothing_twice()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(TestContext.Current.CancellationToken);
        var posts = await WithDbAsync(services, StartAsync);
        var acknowledged = new ConcurrentDictionary<int, long>();
        int[] killAfter = [Random.Shared.Next(200, 900), Random.Shared.Next(1100, 1700), int.MaxValue];
        var kills = 0;
        foreach (var until in killAfter)
        {
            var port = FreePort();
            using var server = SpaltProcess.Start(store, "serve", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            using var dead = new CancellationTokenSource();
            await Eventually.TrueAsync(() => IsLiveAsync(port), TimeSpan.FromSeconds(60));
            var liking = LikeAsync(port, posts, acknowledged, dead.Token);
            while (acknowledged.Count < until && !liking.IsCompleted)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            kills += liking.IsCompleted ? 0 : 1;
            await server.KillAsync();
            await dead.CancelAsync();
            await liking;
            await AssertKeptAsync(services, acknowledged);
        }

        Assert.Equal((2, Writes), (kills, acknowledged.Count));
    }

    private static async Task<long[]> StartAsync(SpaltDb db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var network = Network.Start("bloggar.example", "Älvposten", "sv", now);
        var author = Account.Named("Disa Holm", "disa-holm", now);
        db.AddRange(network, author);
        await db.SaveChangesAsync();
        var blog = Blog.Start(network.Id, "bank-nio", "Bänk nio", now);
        db.Add(blog);
        await db.SaveChangesAsync();
        Post[] posts = [.. Enumerable.Range(1, 4).Select(i => Post.Draft(blog, author.Id, new PostText($"inlagg-{i}", $"Inlägg {i}", "<p>Ord.</p>", "Ord."), now))];
        Array.ForEach(posts, post => post.Publish(now));
        db.AddRange(posts.Cast<object>());
        await db.SaveChangesAsync();
        return [.. posts.Select(p => p.Id)];
    }

    /// <summary>Each reader likes once; one that got no answer before tries again.</summary>
    private static async Task LikeAsync(int port, long[] posts, ConcurrentDictionary<int, long> acknowledged, CancellationToken dead)
    {
        var open = Enumerable.Range(0, Writes).Where(reader => !acknowledged.ContainsKey(reader)).GroupBy(reader => reader / FromOneAddress);
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (readers, _) =>
        {
            using var http = ClientAt(AddressOf(readers.First()), port);
            foreach (var reader in readers)
            {
                using var like = new HttpRequestMessage(HttpMethod.Post, new Uri($"/-/posts/{posts[reader % posts.Length]}/like", UriKind.Relative));
                like.Headers.TryAddWithoutValidation("User-Agent", Agent(reader));
                try
                {
                    using var answer = await http.SendAsync(like, dead);
                    if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.SeeOther)
                    {
                        acknowledged[reader] = posts[reader % posts.Length];
                    }
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    return; // The server is dead.
                }
            }
        });
    }

    private static async Task AssertKeptAsync(ServiceProvider services, ConcurrentDictionary<int, long> acknowledged) => await WithDbAsync(services, async db =>
    {
        var salts = await db.LikeSalts.AsNoTracking().Select(s => s.Salt).ToListAsync();
        var likes = (await db.Likes.AsNoTracking().ToListAsync()).Select(l => (l.PostId, Convert.ToHexString(l.Reader))).ToHashSet();
        Assert.All(acknowledged, kept => Assert.Contains(salts, salt => likes.Contains((kept.Value, Hash(salt, kept.Key)))));
        Assert.InRange(likes.Count, acknowledged.Count, Writes);
        var counted = await db.Posts.Select(p => new { p.LikeCount, Likes = db.Likes.Count(l => l.PostId == p.Id) }).ToListAsync();
        Assert.All(counted, post => Assert.Equal(post.Likes, post.LikeCount));
        return 0;
    });

    /// <summary>As the ledger makes it of address and agent.</summary>
    private static string Hash(byte[] salt, int reader) =>
        Convert.ToHexString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{AddressOf(reader)}\n{Agent(reader)}"))[..16]);

    private static string Agent(int reader) => string.Create(CultureInfo.InvariantCulture, $"reader/{reader}");

    private static IPAddress AddressOf(int reader) => new([127, 0, 1, (byte)(1 + (reader / FromOneAddress))]);

    private static async Task<bool> IsLiveAsync(int port)
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

    private static HttpClient ClientAt(IPAddress from, int port)
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<T> WithDbAsync<T>(ServiceProvider services, Func<SpaltDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SpaltDb>());
    }
}
