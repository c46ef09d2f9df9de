using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Ledger;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>
/// Takes the address off the comments of somebody who left, and their name, or takes them back, where they wanted that; and forgets what they reported as theirs,
/// whom they followed, and what the ledger keeps of them. Who decided something for the newspaper stays written there: it answers for that in law.
/// </summary>
internal sealed class ForgetTheComments(SpaltDb db, TimeProvider clock) : IJob
{
    private const int AtOnce = 50;

    public static string Kind => "forget-the-comments";

    public static Job For(AccountClosed closed) => new(Kind, JsonSerializer.Serialize(new Asked(closed.AccountId, closed.IsProven ? closed.Email.ToLowerInvariant() : null, closed.Posts)), closed.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        var nameless = asked.Left is PostsLeft.Named ? null : await db.Accounts.Where(a => a.Id == asked.AccountId).Select(a => a.Name).SingleAsync(cancel);
        var (id, email) = (asked.AccountId, asked.Email);
        await db.ThreadFollowers.Where(f => f.AccountId == id || (email != null && f.Email == email)).ExecuteDeleteAsync(cancel);
        await db.Notices.Where(n => email != null && n.Email == email).ExecuteUpdateAsync(set => set.SetProperty(n => n.Name, (string?)null).SetProperty(n => n.Email, (string?)null), cancel);
        for (var last = 0L; ;)
        {
            var some = await db.Comments.WrittenBy([id], [email]).Where(c => c.Id > last).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
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
                break;
            }
        }

        await LedgerBook.EraseAsync(db, db.LedgerParts.Where(p => p.Part != LedgerPart.Decider && (p.AccountId == id || (email != null && p.Email == email))), cancel);
    }

    /// <param name="Email">Lower case, where it is proven to be theirs.</param>
    private sealed record Asked(long AccountId, string? Email, PostsLeft Left);
}
