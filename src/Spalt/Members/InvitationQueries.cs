using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

internal static class InvitationQueries
{
    /// <summary>
    /// The invitation of a link, where it can still be answered: of somebody whose right to ask was taken away no link gives it back, to
    /// them or to others. What the operator asked holds.
    /// </summary>
    public static async Task<Invitation?> FindInvitationAsync(this SpaltDb db, string? token, long networkId, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = Secret.Hash(token ?? "");
        var found = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash && i.NetworkId == networkId, cancel);
        return found?.IsOpen(now) == true && await db.MayStillAskAsync(found, cancel) ? found : null;
    }

    private static async Task<bool> MayStillAskAsync(this SpaltDb db, Invitation invitation, CancellationToken cancel) => invitation.ById is not { } by
        || (await db.Logins.AnyAsync(l => l.AccountId == by && l.DisabledAt == null, cancel)
            && (await db.NetworkMembers.AnyAsync(
                    m => m.NetworkId == invitation.NetworkId && m.AccountId == by
                        && (m.Role == NetworkRole.Publisher || (m.Role == NetworkRole.Editor && invitation.BlogId != null)), cancel)
                || await db.BlogMembers.AnyAsync(m => m.BlogId == invitation.BlogId && m.AccountId == by && m.Role == BlogRole.Owner, cancel)));

    /// <summary>Title of the blog that an invitation is to; null for the network.</summary>
    public static Task<string?> PlaceOfAsync(this SpaltDb db, Invitation invitation, CancellationToken cancel) =>
        db.Blogs.Where(b => b.Id == invitation.BlogId).Select(b => (string?)b.Title).SingleOrDefaultAsync(cancel);
}
