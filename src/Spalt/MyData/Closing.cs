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
    public async Task<IReadOnlyList<string>> ObstaclesAsync(long accountId, CancellationToken cancel)
    {
        var networks = await db.NetworkMembers.Where(m => m.AccountId == accountId && m.Role == NetworkRole.Publisher
                && !db.NetworkMembers.Any(o => o.NetworkId == m.NetworkId && o.AccountId != accountId && o.Role == NetworkRole.Publisher && db.Logins.Any(l => l.AccountId == o.AccountId && l.DisabledAt == null)))
            .Join(db.Networks, m => m.NetworkId, n => n.Id, (_, n) => n.Name).ToListAsync(cancel);
        var blogs = await db.BlogMembers.Where(m => m.AccountId == accountId && m.Role == BlogRole.Owner
                && !db.BlogMembers.Any(o => o.BlogId == m.BlogId && o.AccountId != accountId && o.Role == BlogRole.Owner && db.Logins.Any(l => l.AccountId == o.AccountId && l.DisabledAt == null)))
            .Join(db.Blogs, m => m.BlogId, b => b.Id, (_, b) => b.Title).ToListAsync(cancel);
        return [.. networks, .. blogs];
    }

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
                await db.NetworkMembers.Where(m => m.Role == NetworkRole.Publisher && db.NetworkMembers.Any(o => o.NetworkId == m.NetworkId && o.AccountId == id))
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, m => m.Role), cancel);
                await db.BlogMembers.Where(m => m.Role == BlogRole.Owner && db.BlogMembers.Any(o => o.BlogId == m.BlogId && o.AccountId == id))
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, m => m.Role), cancel);
                if ((await ObstaclesAsync(id, cancel)).Count > 0)
                {
                    return;
                }

                var places = await db.Posts.By(id).Published().Select(p => new { p.BlogId, p.NetworkId }).Distinct().ToListAsync(cancel);
                await db.NetworkMembers.Where(m => m.AccountId == id).ExecuteDeleteAsync(cancel);
                await db.BlogMembers.Where(m => m.AccountId == id).ExecuteDeleteAsync(cancel);
                await db.PreviewLinks.Where(l => l.MadeById == id).ExecuteDeleteAsync(cancel);
                await db.Invitations.Where(i => i.ById == id && i.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.EndedAt, now), cancel);
                await db.Logins.Where(l => l.Id == login.Id).ExecuteDeleteAsync(cancel);
                if (posts is not PostsLeft.Named)
                {
                    (await db.Accounts.SingleAsync(a => a.Id == id, cancel)).Forget(nameless);
                }

                db.Tell(new AccountClosed(
                    id, networkId, login.Email!, posts, [.. places.Select(p => p.BlogId).Distinct()], [.. places.Select(p => p.NetworkId).Distinct()], now));
                await db.SaveChangesAsync(cancel);
                isClosed = true;
            },
            cancel);
        return isClosed;
    }
}

/// <summary>Somebody has left.</summary>
/// <param name="NetworkId">Where they said so.</param>
/// <param name="Blogs">Where their name stood.</param>
/// <param name="Networks">The same.</param>
public sealed record AccountClosed(long AccountId, long NetworkId, string Email, PostsLeft Posts, IReadOnlyList<long> Blogs, IReadOnlyList<long> Networks, DateTimeOffset At) : News;
