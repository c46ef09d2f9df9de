using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>Who likes what today. A like counts at once and once, however many are given at the same moment.</summary>
internal sealed class LikeLedger(SpaltDb db, TimeProvider clock)
{
    private const int SaltLength = 32;

    /// <summary>An address with so many agents on one post and day is somebody who makes them up, or a school; it goes no further up.</summary>
    private const int MostFromOnePlace = 5;

    /// <returns>Whether the reader likes it now, or did already.</returns>
    public async Task<bool> AddAsync(long postId, long networkId, HttpContext reader, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var salt = await TodaysSaltAsync(now, cancel);
        var (hash, place) = (Reader.Hash(salt, reader), Reader.Place(salt, reader));
        var sql = ((DbContext)db).Database;
        var likes = false;
        await db.InTransactionAsync(
            async () =>
            {
                // The post's row is locked first, or many at once would all count the place before any is there.
                await db.Posts.Where(p => p.Id == postId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LikeCount, p => p.LikeCount), cancel);
                var added = await sql.ExecuteSqlAsync(
                    $"""
                    INSERT INTO likes (post_id, reader, place, network_id, at) SELECT {postId}, {hash}, {place}, {networkId}, {now.UtcDateTime}
                    WHERE (SELECT count(*) FROM likes WHERE post_id = {postId} AND place = {place}) < {MostFromOnePlace}
                    ON CONFLICT (post_id, reader) DO NOTHING
                    """,
                    cancel);
                await CountAsync(postId, networkId, added, cancel);
                likes = added > 0 || await db.Likes.AnyAsync(l => l.PostId == postId && l.Reader == hash, cancel);
            },
            cancel);
        return likes;
    }

    /// <summary>Undoes today's like; of an older one nobody knows any more whose it was.</summary>
    public async Task RemoveAsync(long postId, long networkId, HttpContext reader, CancellationToken cancel)
    {
        if (await FindSaltAsync(clock.GetUtcNow(), cancel) is not { } salt)
        {
            return;
        }

        var hash = Reader.Hash(salt, reader);
        await db.InTransactionAsync(
            async () => await CountAsync(
                postId, networkId, -await db.Likes.Where(l => l.PostId == postId && l.Reader == hash).ExecuteDeleteAsync(cancel), cancel),
            cancel);
    }

    /// <summary>Which of the posts this reader has liked today.</summary>
    public async Task<List<long>> LikedAsync(IReadOnlyCollection<long> postIds, HttpContext reader, CancellationToken cancel)
    {
        if (await FindSaltAsync(clock.GetUtcNow(), cancel) is not { } salt)
        {
            return [];
        }

        var hash = Reader.Hash(salt, reader);
        return await db.Likes.Where(l => postIds.Contains(l.PostId) && l.Reader == hash).Select(l => l.PostId).Order().ToListAsync(cancel);
    }

    private async Task CountAsync(long postId, long networkId, int by, CancellationToken cancel)
    {
        if (by != 0)
        {
            await db.Posts.Where(p => p.Id == postId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LikeCount, p => p.LikeCount + by), cancel);
            db.Tell(new LikesChanged(postId, networkId));
        }
    }

    private async Task<byte[]> TodaysSaltAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await FindSaltAsync(now, cancel) is { } salt)
        {
            return salt;
        }

        // Of many who begin the day together, one makes the salt for all.
        await ((DbContext)db).Database.ExecuteSqlAsync(
            $"INSERT INTO like_salts (day, salt) VALUES ({LikeSalt.DayOf(now)}, {RandomNumberGenerator.GetBytes(SaltLength)}) ON CONFLICT (day) DO NOTHING", cancel);
        return (await FindSaltAsync(now, cancel))!;
    }

    private Task<byte[]?> FindSaltAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var today = LikeSalt.DayOf(now);
        return db.LikeSalts.Where(s => s.Day == today).Select(s => s.Salt).SingleOrDefaultAsync(cancel);
    }
}
