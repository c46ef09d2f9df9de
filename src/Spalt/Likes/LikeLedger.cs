using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Likes;

/// <summary>Who likes what today. A like counts at once and once, however many are given at the same moment.</summary>
internal sealed class LikeLedger(SpaltDb db, TimeProvider clock)
{
    private const int SaltLength = 32;

    /// <summary>An address with so many agents on one post or comment and day is somebody who makes them up, or a school; it goes no further up.</summary>
    private const int MostFromOnePlace = 5;

    /// <returns>Whether the reader likes it now, or did already.</returns>
    public async Task<bool> AddAsync(Likeable what, HttpContext reader, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var salt = await TodaysSaltAsync(now, cancel);
        var (hash, place) = (Reader.Hash(salt, reader), Reader.Place(salt, reader));
        var sql = ((DbContext)db).Database;
        var likes = false;
        await db.InTransactionAsync(
            async () =>
            {
                // The row of what is liked is locked first, or many at once would all count the place before any is there.
                await AddToCountAsync(what, 0, cancel);
                var (post, comment) = (what.PostId, what.CommentId);
                var added = await sql.ExecuteSqlAsync(
                    $"""
                    INSERT INTO likes (post_id, comment_id, reader, place, network_id, at) SELECT {post}, {comment}, {hash}, {place}, {what.NetworkId}, {now.UtcDateTime}
                    WHERE (SELECT count(*) FROM likes WHERE post_id = {post} AND comment_id = {comment} AND place = {place}) < {MostFromOnePlace}
                    ON CONFLICT (post_id, comment_id, reader) DO NOTHING
                    """,
                    cancel);
                await CountAsync(what, added, cancel);
                likes = added > 0 || await Of(what).AnyAsync(l => l.Reader == hash, cancel);
            },
            cancel);
        return likes;
    }

    /// <summary>Undoes today's like; of an older one nobody knows any more whose it was.</summary>
    public async Task RemoveAsync(Likeable what, HttpContext reader, CancellationToken cancel)
    {
        if (await FindSaltAsync(clock.GetUtcNow(), cancel) is not { } salt)
        {
            return;
        }

        var hash = Reader.Hash(salt, reader);
        await db.InTransactionAsync(
            async () => await CountAsync(what, -await Of(what).Where(l => l.Reader == hash).ExecuteDeleteAsync(cancel), cancel),
            cancel);
    }

    /// <summary>Which of the posts this reader has liked today.</summary>
    public Task<List<long>> LikedPostsAsync(IReadOnlyCollection<long> ids, HttpContext reader, CancellationToken cancel) =>
        LikedAsync(hash => db.Likes.Where(l => ids.Contains(l.PostId) && l.CommentId == 0 && l.Reader == hash).Select(l => l.PostId), reader, cancel);

    /// <summary>Which of a post's comments this reader has liked today.</summary>
    public Task<List<long>> LikedCommentsAsync(long postId, IReadOnlyCollection<long> ids, HttpContext reader, CancellationToken cancel) =>
        LikedAsync(hash => db.Likes.Where(l => l.PostId == postId && ids.Contains(l.CommentId) && l.CommentId != 0 && l.Reader == hash).Select(l => l.CommentId), reader, cancel);

    /// <summary>Whether this reader has liked it today.</summary>
    public async Task<bool> LikesAsync(Likeable what, HttpContext reader, CancellationToken cancel) =>
        (await LikedAsync(hash => Of(what).Where(l => l.Reader == hash).Select(l => l.PostId), reader, cancel)).Count > 0;

    private async Task<List<long>> LikedAsync(Func<byte[], IQueryable<long>> by, HttpContext reader, CancellationToken cancel) =>
        await FindSaltAsync(clock.GetUtcNow(), cancel) is { } salt ? await by(Reader.Hash(salt, reader)).Order().ToListAsync(cancel) : [];

    private IQueryable<Like> Of(Likeable what) => db.Likes.Where(l => l.PostId == what.PostId && l.CommentId == what.CommentId);

    private async Task CountAsync(Likeable what, int by, CancellationToken cancel)
    {
        if (by != 0)
        {
            await AddToCountAsync(what, by, cancel);
            db.Tell(new LikesChanged(what));
        }
    }

    private Task<int> AddToCountAsync(Likeable what, int by, CancellationToken cancel) => what.CommentId == 0
        ? db.Posts.Where(p => p.Id == what.PostId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LikeCount, p => p.LikeCount + by), cancel)
        : db.Comments.Where(c => c.Id == what.CommentId).ExecuteUpdateAsync(set => set.SetProperty(c => c.LikeCount, c => c.LikeCount + by), cancel);

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
