using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Watching;

/// <summary>Somebody else who has the queue before them.</summary>
/// <param name="List">One of <see cref="Queue.Lists"/>.</param>
internal sealed record Onlooker(string Name, string List, DateTimeOffset At);

internal static class Watches
{
    /// <summary>Who has not asked for the page again within so long looks at something else.</summary>
    private static readonly TimeSpan Present = TimeSpan.FromMinutes(5);

    extension(SpaltDb db)
    {
        /// <summary>Somebody looks at a list of the queue.</summary>
        /// <returns>Who else does.</returns>
        public async Task<List<Onlooker>> LookAsync(long networkId, long accountId, string list, DateTimeOffset now, CancellationToken cancel)
        {
            await ((DbContext)db).Database.ExecuteSqlAsync(
                $"""
                INSERT INTO watches (network_id, account_id, list, at) VALUES ({networkId}, {accountId}, {list}, {UtcInstant.Whole(now.UtcDateTime)})
                ON CONFLICT (network_id, account_id) DO UPDATE SET list = excluded.list, at = excluded.at
                """,
                cancel);
            var since = now - Present;
            return await (
                from watch in db.Watches.AsNoTracking()
                where watch.NetworkId == networkId && watch.AccountId != accountId && watch.At > since
                join account in db.Accounts on watch.AccountId equals account.Id
                orderby watch.At descending
                select new Onlooker(account.Name, watch.List, watch.At)).Take(10).ToListAsync(cancel);
        }
    }
}
