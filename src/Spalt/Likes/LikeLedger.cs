using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>Who likes what today. A like counts at once and once, however many are given at the same moment.</summary>
internal sealed class LikeLedger(SpaltDb db, TimeProvider clock)
{
    private const int SaltLength = 32;

    public async Task AddAsync(long postId, long networkId, HttpContext reader, CancellationToken cancel)
    {
        var hash = Reader.Hash(await TodaysSaltAsync(cancel), reader);
        var sql = ((DbContext)db).Database;
        await db.InTransactionAsync(
            async () =>
            {
                var added = await sql.ExecuteSqlAsync(
                    $"""
                    INSERT INTO likes (post_id, reader, network_id, at) VALUES ({postId}, {hash}, {networkId}, {clock.GetUtcNow().UtcDateTime})
                    ON CONFLICT (post_id, reader) DO NOTHING
                    """,
                    cancel);
                await CountAsync(postId, networkId, added, cancel);
            },
            cancel);
    }

    /// <summary>Undoes today's like; of an older one nobody knows any more whose it was.</summary>
    public async Task RemoveAsync(long postId, long networkId, HttpContext reader, CancellationToken cancel)
    {
        if (await FindSaltAsync(cancel) is not { } salt)
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
        if (await FindSaltAsync(cancel) is not { } salt)
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

    private async Task<byte[]> TodaysSaltAsync(CancellationToken cancel)
    {
        if (await FindSaltAsync(cancel) is { } salt)
        {
            return salt;
        }

        // Of many who begin the day together, one makes the salt for all.
        await ((DbContext)db).Database.ExecuteSqlAsync(
            $"INSERT INTO like_salts (day, salt) VALUES ({Today}, {RandomNumberGenerator.GetBytes(SaltLength)}) ON CONFLICT (day) DO NOTHING", cancel);
        return (await FindSaltAsync(cancel))!;
    }

    private Task<byte[]?> FindSaltAsync(CancellationToken cancel)
    {
        var today = Today;
        return db.LikeSalts.Where(s => s.Day == today).Select(s => s.Salt).SingleOrDefaultAsync(cancel);
    }

    private int Today => LikeSalt.DayOf(clock.GetUtcNow());
}
