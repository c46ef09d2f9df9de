using System.Globalization;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Moderation.Sealing;

/// <summary>Sees to it that no trace of a destroyed bundle is left in the database's files. It waits until nobody is in the way.</summary>
internal sealed class EraseDestroyedEvidence(SpaltDb db) : IJob
{
    public static string Kind => "erase-destroyed-evidence";

    public static Job For(Evidence evidence) => new(Kind, evidence.Id.ToString(CultureInfo.InvariantCulture), evidence.DestroyedAt!.Value);

    public Task DoAsync(string payload, CancellationToken cancel) => db.Database.EraseTracesAsync(db, cancel);
}
