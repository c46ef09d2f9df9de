using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
        var posts = await Served.WithDbAsync(services, db => Served.PostsAsync(db, 4));
        var acknowledged = new ConcurrentDictionary<int, long>();
        int[] killAfter = [Random.Shared.Next(200, 900), Random.Shared.Next(1100, 1700), int.MaxValue];
        var kills = 0;
        foreach (var until in killAfter)
        {
            using var server = Served.Start(store, out var port);
            using var dead = new CancellationTokenSource();
            await Eventually.TrueAsync(() => Served.IsLiveAsync(port), TimeSpan.FromSeconds(60));
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

    /// <summary>Each reader likes once; one that got no answer before tries again.</summary>
    private static async Task LikeAsync(int port, long[] posts, ConcurrentDictionary<int, long> acknowledged, CancellationToken dead)
    {
        var open = Enumerable.Range(0, Writes).Where(reader => !acknowledged.ContainsKey(reader)).GroupBy(reader => reader / FromOneAddress);
        await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (readers, _) =>
        {
            using var http = Served.ClientAt(AddressOf(readers.First()), port);
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

    private static async Task AssertKeptAsync(ServiceProvider services, ConcurrentDictionary<int, long> acknowledged) => await Served.WithDbAsync(services, async db =>
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
}
