using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Tests.Crashes;

/// <summary><c>kill -9</c> to the real <c>spalt serve</c>, again and again, while comments come in as fast as they are taken: what it answered is there once, and nothing half.</summary>
public sealed class KillingTheIntake
{
    private const int AtOnce = 16;

    /// <summary>Twenty with SPALT_TEST_KILLS=20.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("SPALT_TEST_KILLS"), CultureInfo.InvariantCulture, out var many) ? many : 5;

    [Fact]
    public async Task Keeps_every_comment_that_was_answered_once_and_nothing_half()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(TestContext.Current.CancellationToken);
        var posts = await Served.WithDbAsync(services, async db =>
        {
            var ids = await Served.PostsAsync(db, 3);
            (await db.Blogs.SingleAsync()).Declare(Regime.Open, TimeProvider.System.GetUtcNow());
            await db.SaveChangesAsync();
            return ids;
        });
        var (answered, sent) = (new ConcurrentBag<int>(), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = Served.Start(store, out var port);
            using var dead = new CancellationTokenSource();
            await Eventually.TrueAsync(() => Served.IsLiveAsync(port), TimeSpan.FromSeconds(60));
            var before = answered.Count;
            var writing = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WriteAsync(port, posts, () => Interlocked.Increment(ref sent), answered, dead.Token)));
            await Eventually.TrueAsync(() => Task.FromResult(answered.Count > before + 20), TimeSpan.FromSeconds(60));
            await Task.Delay(Random.Shared.Next(0, 400), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await dead.CancelAsync();
            await writing;
            await AssertKeptAsync(services, answered, sent);
        }
    }

    /// <summary>Readers one after another, each from an address of their own, until the server is dead.</summary>
    private static async Task WriteAsync(int port, long[] posts, Func<int> next, ConcurrentBag<int> answered, CancellationToken dead)
    {
        while (!dead.IsCancellationRequested)
        {
            var number = next();
            using var http = Served.ClientAt(new([127, (byte)(1 + (number / 65_000)), (byte)(number / 250 % 250), (byte)(1 + (number % 250))]), port);
            try
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["name"] = "Läsare", ["email"] = string.Create(CultureInfo.InvariantCulture, $"r{number}@exempel.se"), ["text"] = Text(number),
                });
                using var answer = await http.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/-/posts/{posts[number % posts.Length]}/comment"), UriKind.Relative), form, dead);
                if (answer.StatusCode is HttpStatusCode.SeeOther)
                {
                    answered.Add(number);
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"Kommentar {number} av någon som hann trycka på knappen.");

    private static Task<int> AssertKeptAsync(ServiceProvider services, ConcurrentBag<int> answered, int sent) => Served.WithDbAsync(services, async db =>
    {
        var comments = await db.Comments.AsNoTracking().Select(c => new { c.Id, c.PostId, c.Markdown, c.State }).ToListAsync();
        var times = comments.GroupBy(c => c.Markdown).ToDictionary(c => c.Key, c => c.Count(), StringComparer.Ordinal);
        Assert.All(answered, number => Assert.Equal(1, times.GetValueOrDefault(Text(number))));
        Assert.All(times.Values, count => Assert.Equal(1, count));
        Assert.InRange(comments.Count, answered.Count, sent);
        var prints = await db.CommentPrints.Select(p => p.CommentId).ToListAsync();
        Assert.Equal(comments.Select(c => c.Id).Order(), prints.Order());
        Assert.Equal(comments.Count, await db.FloodMarks.CountAsync());
        var counted = await db.Posts.Select(p => new { p.Id, p.CommentCount }).ToListAsync();
        Assert.All(counted, post => Assert.Equal(comments.Count(c => c.PostId == post.Id && c.State == CommentState.Approved), post.CommentCount));
        return 0;
    });
}
