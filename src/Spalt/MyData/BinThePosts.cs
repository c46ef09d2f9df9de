using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>Puts the posts of somebody who left into the bin: what was never public always, what is public where they wanted that.</summary>
internal sealed class BinThePosts(SpaltDb db, TimeProvider clock) : IJob
{
    private const int AtOnce = 50;

    public static string Kind => "bin-the-posts";

    public static Job For(AccountClosed closed) => new(Kind, JsonSerializer.Serialize(new Asked(closed.AccountId, closed.Posts is PostsLeft.Withdrawn)), closed.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        while (await SomeAsync(asked, cancel) == AtOnce)
        {
            // There may be more.
        }
    }

    private async Task<int> SomeAsync(Asked asked, CancellationToken cancel)
    {
        var posts = await db.Posts.By(asked.AccountId)
            .Where(p => p.BinnedAt == null && p.State != PostState.Removed && (asked.WithPublic || p.State != PostState.Published)).OrderBy(p => p.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var post in posts)
        {
            post.Bin(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return posts.Count;
    }

    private sealed record Asked(long AccountId, bool WithPublic);
}
