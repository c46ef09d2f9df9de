using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>Somebody ticked at the form that they want mail about answers.</summary>
internal static class Following
{
    /// <summary>Asking again soon is nothing.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>When the comment is taken. Nothing where there is no address, or where the same was asked in the same moment.</summary>
    public static async Task FollowAsync(this SpaltDb db, CommentPlace place, Commenter by, DateTimeOffset now, CancellationToken cancel)
    {
        if (by.Email?.ToLowerInvariant() is not { } email)
        {
            return;
        }

        // An account's address is given here only where it is confirmed.
        var (known, isTheirs) = (await db.ThreadFollowers.SingleOrDefaultAsync(f => f.PostId == place.PostId && f.Email == email, cancel), by.AccountId is not null);
        if (known is null)
        {
            db.Add(ThreadFollower.Ask(place, by, email, isTheirs, now));
        }
        else if (isTheirs)
        {
            known.Confirm(now);
        }
        else if (known.AskedAt < now - Again)
        {
            known.AskAgain(now);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (db.Database.IsForestalled(error))
        {
            db.ChangeTracker.Clear();
        }
    }
}
