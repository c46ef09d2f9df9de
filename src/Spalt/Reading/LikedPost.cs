using Microsoft.EntityFrameworkCore;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>A post that readers liked this week.</summary>
/// <param name="ThisWeek">Likes of the last seven days; the post's own number counts all.</param>
internal sealed record LikedPost(Story Post, int ThisWeek)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static async Task<List<LikedPost>> ReadAsync(SpaltDb db, NetworkFace network, DateTimeOffset now, int most, CancellationToken cancel)
    {
        var since = now - Week;

        // A few more than are shown, because a post may have been removed since.
        var counts = await db.Likes.AsNoTracking().Where(l => l.NetworkId == network.Id && l.CommentId == 0 && l.At >= since)
            .GroupBy(l => l.PostId).Select(g => new { PostId = g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).ThenByDescending(g => g.PostId).Take(most + 5).ToListAsync(cancel);
        if (counts.Count == 0)
        {
            return [];
        }

        var ids = counts.ConvertAll(c => c.PostId);
        var posts = await db.Posts.AsNoTracking().ShownOn(network).Where(p => ids.Contains(p.Id)).Stories(db).ToDictionaryAsync(p => p.Id, cancel);
        return [.. counts.Where(c => posts.ContainsKey(c.PostId)).Take(most).Select(c => new LikedPost(posts[c.PostId], c.Count))];
    }
}
