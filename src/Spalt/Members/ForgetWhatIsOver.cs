using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Deletes what nobody needs any more of how people came in: sessions that have ended, old lines of their logs, invitations and changes of address that are long over.</summary>
internal sealed class ForgetWhatIsOver(SpaltDb db, TimeProvider clock) : IJob
{
    public static readonly TimeSpan EventsKept = TimeSpan.FromDays(365);
    public static readonly TimeSpan InvitationsKept = TimeSpan.FromDays(90);
    public static readonly TimeSpan ChangesKept = TimeSpan.FromDays(30);
    private const int AtOnce = 500;

    public static string Kind => "forget-what-is-over";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (events, invitations, changes) = (now - EventsKept, now - InvitationsKept, now - ChangesKept);
        await AllAsync(() => db.Sessions.Where(s => s.ExpiresAt < now).OrderBy(s => s.Id).Take(AtOnce).ExecuteDeleteAsync(cancel));
        await AllAsync(() => db.SecurityEvents.Where(e => e.At < events).OrderBy(e => e.Id).Take(AtOnce).ExecuteDeleteAsync(cancel));

        // It can be answered for a day and undone for a week: after a month it is done, whatever became of it.
        await AllAsync(() => db.EmailChanges.Where(c => c.AskedAt < changes).OrderBy(c => c.Id).Take(AtOnce).ExecuteDeleteAsync(cancel));
        await AllAsync(() => ForgetInvitationsAsync(invitations, cancel));
    }

    /// <summary>One by one: the audit log says that they went.</summary>
    private async Task<int> ForgetInvitationsAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var over = await db.Invitations.Where(i => i.EndedAt < before || i.ExpiresAt < before).OrderBy(i => i.Id).Take(AtOnce).ToListAsync(cancel);
        db.RemoveRange(over);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return over.Count;
    }

    private static async Task AllAsync(Func<Task<int>> some)
    {
        while (await some() == AtOnce)
        {
            // There may be more.
        }
    }
}
