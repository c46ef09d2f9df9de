using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>Takes the address off the comments of somebody who left, and their name, or takes them back, where they wanted that.</summary>
internal sealed class ForgetTheComments(SpaltDb db, TimeProvider clock) : IJob
{
    private const int AtOnce = 50;

    public static string Kind => "forget-the-comments";

    public static Job For(AccountClosed closed) => new(Kind, JsonSerializer.Serialize(new Asked(closed.AccountId, closed.Posts)), closed.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        var nameless = asked.Left is PostsLeft.Named ? null : await db.Accounts.Where(a => a.Id == asked.AccountId).Select(a => a.Name).SingleAsync(cancel);
        await db.ThreadFollowers.Where(f => f.AccountId == asked.AccountId).ExecuteDeleteAsync(cancel);
        for (var last = 0L; ;)
        {
            var some = await db.Comments.Where(c => c.AccountId == asked.AccountId && c.Id > last).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
            foreach (var comment in some)
            {
                last = comment.Id;
                var (place, now) = (await db.PlaceOfAsync(comment.PostId, cancel), clock.GetUtcNow());
                if (asked.Left is PostsLeft.Withdrawn)
                {
                    comment.Withdraw(place, now);
                }

                comment.Forget(nameless, place, now);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            if (some.Count < AtOnce)
            {
                return;
            }
        }
    }

    private sealed record Asked(long AccountId, PostsLeft Left);
}
