using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Moderation.Sealing;

/// <summary>Makes the bundle of what a decision took away as a threat, while all that belongs to it is still there.</summary>
internal sealed class SealTheEvidence(SpaltDb db, TimeProvider clock) : IJob
{
    public static string Kind => "seal-the-evidence";

    public static Job For(Decision decision) => new(Kind, decision.Id.ToString(CultureInfo.InvariantCulture), decision.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        if (await db.Evidence.AnyAsync(e => e.DecisionId == id, cancel)
            || await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { IsSealed: true } decision
            || await db.ExhibitAsync(decision, now, cancel) is not { } exhibit)
        {
            return;
        }

        using var speaking = Texts.Speaking(exhibit.Network.Language);
        try
        {
            db.Add(Evidence.Seal(decision, await Bundle.ZipAsync(exhibit, cancel), now));
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (db.Database.IsForestalled(error))
        {
            // Somebody else has sealed it meanwhile.
        }
    }
}
