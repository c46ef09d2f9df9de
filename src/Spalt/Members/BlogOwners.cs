using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

internal static class BlogOwners
{
    /// <summary>Whether nobody would own the blog without this account.</summary>
    public static async Task<bool> IsLastOwnerAsync(this SpaltDb db, long blogId, long accountId, CancellationToken cancel)
    {
        var owners = await db.BlogMembers.Where(m => m.BlogId == blogId && m.Role == BlogRole.Owner).Select(m => m.AccountId).ToListAsync(cancel);
        return owners.Count == 1 && owners[0] == accountId;
    }
}
