using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Sees to it that somebody stays who answers for a network.</summary>
internal sealed class LastPublisher(SpaltDb db)
{
    /// <summary>
    /// Whether an account is the only publisher who can sign in. Must run inside the transaction that takes the role away: of two who take it
    /// from each other at once the second waits here, and then sees it.
    /// </summary>
    public async Task<bool> IsAsync(long networkId, long accountId, CancellationToken cancel)
    {
        // Locks the row until the end of the transaction.
        await db.Networks.Where(n => n.Id == networkId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Host, n => n.Host), cancel);
        var publishers = db.NetworkMembers.Where(m => m.NetworkId == networkId && m.Role == NetworkRole.Publisher);
        return await publishers.AnyAsync(m => m.AccountId == accountId, cancel)
            && !await publishers.AnyAsync(m => m.AccountId != accountId && db.Logins.Any(l => l.AccountId == m.AccountId && l.DisabledAt == null), cancel);
    }
}
