using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Members;

internal static class InvitationQueries
{
    /// <summary>The invitation of a link, where it can still be answered.</summary>
    public static async Task<Invitation?> FindInvitationAsync(this SpaltDb db, string? token, long networkId, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = Secret.Hash(token ?? "");
        var found = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash && i.NetworkId == networkId, cancel);
        return found?.IsOpen(now) == true ? found : null;
    }

    /// <summary>Title of the blog that an invitation is to; null for the network.</summary>
    public static Task<string?> PlaceOfAsync(this SpaltDb db, Invitation invitation, CancellationToken cancel) =>
        db.Blogs.Where(b => b.Id == invitation.BlogId).Select(b => (string?)b.Title).SingleOrDefaultAsync(cancel);
}
