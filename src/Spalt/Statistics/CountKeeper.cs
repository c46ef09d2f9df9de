using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Statistics;

/// <summary>
/// Writes down what this node has counted, every ten seconds, before figures are shown, and at the end. A node that is killed loses what
/// it counted since: figures are not worth a write a read.
/// </summary>
internal sealed class CountKeeper(
    ReadCounter reads, FeedReaders feeds, IServiceScopeFactory scopes, Database database, TimeProvider clock, ILogger<CountKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Dictionary<FeedPlace, int> _written = [];
    private readonly SemaphoreSlim _writing = new(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    /// <summary>All or nothing; with the database away the counts wait.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        var taken = reads.Take();
        var followed = feeds.Known().Where(f => _written.GetValueOrDefault(f.Key) != f.Value).ToList();
        try
        {
            if (taken.Count > 0 || followed.Count > 0)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
                await db.InTransactionAsync(() => WriteAsync(db, taken, followed, cancel), cancel);
                Remember(followed);
            }
        }
        catch (Exception error)
        {
            foreach (var (place, count) in taken)
            {
                reads.Add(place, count);
            }

            if (!database.IsAway(error))
            {
                throw;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "What was counted could not be written down");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task WriteAsync(
        SpaltDb db, IReadOnlyDictionary<ReadPlace, int> taken, List<KeyValuePair<FeedPlace, int>> followed, CancellationToken cancel)
    {
        var sql = ((DbContext)db).Database;
        foreach (var (place, count) in await ThatAreAsync(db, taken, cancel))
        {
            await sql.ExecuteSqlAsync(
                $"""
                INSERT INTO day_reads (network_id, day, blog_id, post_id, referrer, reads)
                VALUES ({place.NetworkId}, {place.Day}, {place.BlogId}, {place.PostId}, {place.Referrer}, {count})
                ON CONFLICT (network_id, day, blog_id, post_id, referrer) DO UPDATE SET reads = day_reads.reads + excluded.reads
                """,
                cancel);
        }

        var slugs = followed.Select(f => f.Key.Blog).Distinct(StringComparer.Ordinal).ToList();
        var blogs = await db.Blogs.Where(b => slugs.Contains(b.Slug)).ToDictionaryAsync(b => (b.NetworkId, b.Slug), b => b.Id, cancel);
        foreach (var (place, many) in followed)
        {
            if (place.Blog.Length > 0 && !blogs.ContainsKey((place.NetworkId, place.Blog)))
            {
                continue;
            }

            // Another node, or this one before it was started anew, may have seen more.
            await sql.ExecuteSqlAsync(
                $"""
                INSERT INTO feed_subscribers (network_id, day, blog_id, service, subscribers)
                VALUES ({place.NetworkId}, {place.Day}, {blogs.GetValueOrDefault((place.NetworkId, place.Blog))}, {place.Service}, {many})
                ON CONFLICT (network_id, day, blog_id, service) DO UPDATE
                SET subscribers = CASE WHEN excluded.subscribers > feed_subscribers.subscribers THEN excluded.subscribers ELSE feed_subscribers.subscribers END
                """,
                cancel);
        }
    }

    /// <summary>Those that name a page of their network: anybody can send any number.</summary>
    private static async Task<List<KeyValuePair<ReadPlace, int>>> ThatAreAsync(SpaltDb db, IReadOnlyDictionary<ReadPlace, int> taken, CancellationToken cancel)
    {
        var (blogIds, postIds) = (taken.Keys.Select(r => r.BlogId).Distinct().ToList(), taken.Keys.Select(r => r.PostId).Distinct().ToList());
        var blogs = await db.Blogs.Where(b => blogIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.NetworkId, cancel);
        var posts = await db.Posts.Where(p => postIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.BlogId, cancel);
        return [.. taken.Where(r =>
            (r.Key.BlogId == 0 || (blogs.TryGetValue(r.Key.BlogId, out var network) && network == r.Key.NetworkId))
            && (r.Key.PostId == 0 || (posts.TryGetValue(r.Key.PostId, out var blog) && blog == r.Key.BlogId)))];
    }

    private void Remember(List<KeyValuePair<FeedPlace, int>> followed)
    {
        foreach (var (place, many) in followed)
        {
            _written[place] = many;
        }

        var newest = _written.Count == 0 ? default : _written.Keys.Max(place => place.Day);
        foreach (var old in _written.Keys.Where(place => place.Day < newest.AddDays(-1)).ToList())
        {
            _written.Remove(old);
        }
    }
}
