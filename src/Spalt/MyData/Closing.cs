using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>What becomes of the public posts of somebody who leaves.</summary>
public enum PostsLeft
{
    /// <summary>They stay as they are.</summary>
    Named,

    /// <summary>They stay without the name.</summary>
    Nameless,

    /// <summary>They go into the bin.</summary>
    Withdrawn,
}

/// <summary>
/// Closes an account, at once: login, sessions and roles are deleted with it. What remains is the account's row, which posts hang on. There is no
/// time to think it over: whoever asks to be forgotten is, and the page before it asked for the password.
/// </summary>
internal sealed class Closing(SpaltDb db, TimeProvider clock)
{
    /// <summary>Networks and blogs that nobody would answer for: each needs another publisher or owner first.</summary>
    public Task<IReadOnlyList<string>> ObstaclesAsync(long accountId, CancellationToken cancel) => db.AnsweredForAloneAsync(accountId, cancel);

    /// <param name="nameless">What stands where the name stood.</param>
    /// <returns>False, and nothing changes, where there are obstacles.</returns>
    public async Task<bool> CloseAsync(Login login, long networkId, PostsLeft posts, string nameless, CancellationToken cancel)
    {
        var isClosed = false;
        await db.InTransactionAsync(
            async () =>
            {
                var (id, now) = (login.AccountId, clock.GetUtcNow());

                // Of two who leave at once, the second waits here until the first is gone.
                await db.HoldAnsweredForAsync(id, cancel);
                if ((await ObstaclesAsync(id, cancel)).Count > 0)
                {
                    return;
                }

                var places = await db.Posts.By(id).Published().Select(p => new { p.BlogId, p.NetworkId }).Distinct().ToListAsync(cancel);
                db.RemoveRange(await db.NetworkMembers.Where(m => m.AccountId == id).ToListAsync(cancel));
                db.RemoveRange(await db.BlogMembers.Where(m => m.AccountId == id).ToListAsync(cancel));
                await db.PreviewLinks.Where(l => l.MadeById == id).ExecuteDeleteAsync(cancel);
                (await db.Invitations.Where(i => i.ById == id && i.EndedAt == null).ToListAsync(cancel)).ForEach(i => i.Withdraw(now));
                db.Remove(await db.Logins.SingleAsync(l => l.Id == login.Id, cancel));
                if (posts is not PostsLeft.Named)
                {
                    (await db.Accounts.SingleAsync(a => a.Id == id, cancel)).Forget(nameless);
                }

                db.Tell(new AccountClosed(
                    id, networkId, login.Email!, login.EmailConfirmed, posts, [.. places.Select(p => p.BlogId).Distinct()], [.. places.Select(p => p.NetworkId).Distinct()], now));
                await db.SaveChangesAsync(cancel);
                isClosed = true;
            },
            cancel);
        return isClosed;
    }
}

/// <summary>Somebody has left.</summary>
/// <param name="NetworkId">Where they said so.</param>
/// <param name="IsProven">Whether the address is known to be theirs.</param>
/// <param name="Blogs">Where their name stood.</param>
/// <param name="Networks">The same.</param>
public sealed record AccountClosed(long AccountId, long NetworkId, string Email, bool IsProven, PostsLeft Posts, IReadOnlyList<long> Blogs, IReadOnlyList<long> Networks, DateTimeOffset At) : News;
