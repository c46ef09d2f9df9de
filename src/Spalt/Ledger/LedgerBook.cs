using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Ledger;

/// <summary>A network's ledger: appended to in the transaction in which something happened, read from the first line on.</summary>
internal static class LedgerBook
{
    private const int AtOnce = 1_000;

    /// <summary>Adds the lines to what the running transaction saves. Whoever appends waits for whoever does so already: a chain has one end.</summary>
    public static async Task AppendAsync(SpaltDb db, IReadOnlyList<LedgerFact> facts, CancellationToken cancel)
    {
        foreach (var network in facts.GroupBy(f => f.NetworkId).OrderBy(g => g.Key))
        {
            await ((DbContext)db).Database.ExecuteSqlAsync(
                $"INSERT INTO ledger_heads (network_id, number, hash) VALUES ({network.Key}, 0, {LedgerLine.Beginning}) ON CONFLICT (network_id) DO NOTHING", cancel);
            var heads = db.LedgerHeads.Where(h => h.NetworkId == network.Key);
            await heads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Number, h => h.Number), cancel);
            var head = await heads.AsNoTracking().Select(h => new { h.Number, h.Hash }).SingleAsync(cancel);
            var (number, hash) = (head.Number, head.Hash);
            foreach (var fact in network)
            {
                var (line, parts) = LedgerLine.After(number, hash, Signed(fact, db.Actor));
                (number, hash) = (line.Number, Convert.ToHexStringLower(line.Hash));
                db.Add(line);
                db.AddRange(parts);
            }

            await heads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Number, number).SetProperty(h => h.Hash, hash), cancel);
        }
    }

    /// <summary>With who is at work, where the fact itself does not say who did it.</summary>
    private static LedgerFact Signed(LedgerFact fact, Actor actor) => actor.Name.Length == 0 || fact.People.Any()
        ? fact : fact with { People = [new(LedgerPart.Decider, actor.AccountId, null, ("account", actor.AccountId), ("name", actor.Name))] };

    /// <summary>
    /// The lines after number <paramref name="after"/> up to <paramref name="last"/>, the end as it was known before, with what they still keep of people, first one
    /// first. Others append meanwhile.
    /// </summary>
    public static async IAsyncEnumerable<(LedgerLine Line, List<LedgerPart> Parts)> ReadAsync(
        SpaltDb db, long networkId, long after, long last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var from = after; ;)
        {
            var lines = await db.LedgerLines.AsNoTracking().Where(l => l.NetworkId == networkId && l.Number > from && l.Number <= last).OrderBy(l => l.Number).Take(AtOnce).ToListAsync(cancel);
            if (lines.Count == 0)
            {
                yield break;
            }

            var (first, end) = (lines[0].Number, lines[^1].Number);
            var parts = (await db.LedgerParts.AsNoTracking().Where(p => p.NetworkId == networkId && p.Number >= first && p.Number <= end).ToListAsync(cancel)).ToLookup(p => p.Number);
            foreach (var line in lines)
            {
                yield return (line, [.. parts[line.Number].OrderBy(p => p.Part, StringComparer.Ordinal)]);
            }

            from = end;
        }
    }

    public static async Task<(long Number, string Hash)> HeadAsync(SpaltDb db, long networkId, CancellationToken cancel) =>
        await db.LedgerHeads.AsNoTracking().Where(h => h.NetworkId == networkId).Select(h => new { h.Number, h.Hash }).SingleOrDefaultAsync(cancel) is { } head
            ? (head.Number, head.Hash) : (0, LedgerLine.Beginning);

    /// <summary>The line that tells of something; null where there is none.</summary>
    /// <param name="at">When that happened.</param>
    /// <param name="of">By which of its data it is known, and the id that stands there.</param>
    public static async Task<LedgerLine?> FindAsync(SpaltDb db, long networkId, string kind, DateTimeOffset at, (string Name, long Id) of, CancellationToken cancel)
    {
        var lines = await db.LedgerLines.AsNoTracking().Where(l => l.NetworkId == networkId && l.Kind == kind && l.At == at).OrderBy(l => l.Number).ToListAsync(cancel);
        return lines.Find(l => l.Says(of.Name) == of.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Looks through the whole chain.</summary>
    /// <param name="known">A line that somebody outside has noted, if any: its number and lower-case hex of its hash.</param>
    public static async Task<LedgerFault?> FaultAsync(SpaltDb db, long networkId, (long Number, string Hash)? known, CancellationToken cancel)
    {
        var (last, previous) = (0L, LedgerLine.Beginning);
        var head = await HeadAsync(db, networkId, cancel);
        await foreach (var (line, parts) in ReadAsync(db, networkId, 0, head.Number, cancel))
        {
            if (LedgerCheck.FaultOf(line, parts, last, previous) is { } fault)
            {
                return fault;
            }

            (last, previous) = (line.Number, Convert.ToHexStringLower(line.Hash));
            if (known is { } noted && noted.Number == last && noted.Hash != previous)
            {
                return new(last, LedgerFlaw.NotAsNoted);
            }
        }

        return head != (last, previous) || await HasMoreAsync(db, networkId, head, cancel) ? new(last + 1, LedgerFlaw.Missing)
            : known?.Number > last ? new(last + 1, LedgerFlaw.NotAsNoted)
            : null;
    }

    /// <summary>Whether lines come after an end that has not moved since: whoever appends writes both together.</summary>
    private static async Task<bool> HasMoreAsync(SpaltDb db, long networkId, (long Number, string Hash) head, CancellationToken cancel) =>
        await db.LedgerLines.AnyAsync(l => l.NetworkId == networkId && l.Number > head.Number, cancel) && await HeadAsync(db, networkId, cancel) == head;

    /// <summary>Forgets what lines keep of somebody; the lines stay, and so does the chain.</summary>
    /// <returns>How many parts are gone.</returns>
    public static async Task<int> EraseAsync(SpaltDb db, IQueryable<LedgerPart> parts, CancellationToken cancel)
    {
        var erased = await parts.ExecuteDeleteAsync(cancel);
        await db.Database.EraseTracesAsync(db, cancel);
        return erased;
    }
}
