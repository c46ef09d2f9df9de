using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Moderation.Waves;

/// <summary>
/// Refuses all that waits of a wave, as somebody ordered with a reason: what was there when they saw it, as it was then. A few hundred at a time, so that nobody else waits;
/// each is a decision of its own, in the ledger as any other. Done twice it finds nothing more to refuse.
/// </summary>
internal sealed class RefuseTheWave(SpaltDb db, TimeProvider clock) : IJob
{
    private const int AtOnce = 200;

    public static string Kind => "refuse-the-wave";

    public static Job For(WaveOrder order, DateTimeOffset now) => new(Kind, JsonSerializer.Serialize(order), now);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var order = JsonSerializer.Deserialize<WaveOrder>(payload)!;
        var (after, wave) = (0L, Wave.Of(order.Wave)!);
        while (true)
        {
            db.ChangeTracker.Clear();
            var some = await wave.In(db, Seen(order)).Where(c => c.Id > after).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
            if (some.Count == 0)
            {
                return;
            }

            after = some[^1].Id;
            if (!await TryAsync(order, some, cancel))
            {
                // Somebody decided about one of them in the same moment: the others one by one.
                foreach (var id in some.Select(c => c.Id).ToList())
                {
                    db.ChangeTracker.Clear();
                    await TryAsync(order, await Seen(order).Where(c => c.Id == id).ToListAsync(cancel), cancel);
                }
            }
        }
    }

    /// <summary>What waits, but for what came later and what its writer has changed since.</summary>
    private IQueryable<Comment> Seen(WaveOrder order) =>
        db.WaitingOn(order.NetworkId).Where(c => c.Id <= order.Until && (c.RevisedAt == null || c.RevisedAt <= order.SeenAt));

    private async Task<bool> TryAsync(WaveOrder order, List<Comment> comments, CancellationToken cancel)
    {
        var places = new Dictionary<long, CommentPlace>();
        foreach (var post in comments.Select(c => c.PostId).Distinct())
        {
            places[post] = await db.PlaceOfAsync(post, cancel);
        }

        db.AddRange(comments.Select(c => Decision.RefuseMany(c, places[c.PostId], new Reason(order.Ground, order.Facts), new Moderator(order.ById, order.ByName), clock.GetUtcNow())));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}

/// <summary>What somebody ordered about a wave.</summary>
/// <param name="Wave"><see cref="Waves.Wave.Address"/></param>
/// <param name="Until">Id of the newest comment that they could have seen.</param>
/// <param name="SeenAt">When they looked; where that is null, nothing that was ever changed is refused.</param>
internal sealed record WaveOrder(long NetworkId, string Wave, long Until, DateTimeOffset? SeenAt, DecisionGround Ground, string Facts, long ById, string ByName);
