using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

internal static class RuleQueries
{
    private static readonly Func<SpaltDb, long, IAsyncEnumerable<RuleSetting>> Settings = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId) => db.RuleSettings.Where(s => s.NetworkId == networkId));

    extension(SpaltDb db)
    {
        /// <summary>How each rule is set on a network, whether somebody has set it or not, in order.</summary>
        public async Task<IReadOnlyList<RuleSetting>> RulesOfAsync(long networkId, CancellationToken cancel)
        {
            var set = await Settings(db, networkId).ToListAsync(cancel);
            return [.. RuleKind.All.Select(kind => set.Find(s => s.Rule == kind.Name) ?? RuleSetting.Usual(networkId, kind))];
        }

        /// <summary>Why those of the comments wait that a rule holds.</summary>
        public async Task<ILookup<long, CommentHold>> HoldsOfAsync(IReadOnlyCollection<long> comments, CancellationToken cancel) =>
            (await db.CommentHolds.AsNoTracking().Where(h => comments.Contains(h.CommentId)).ToListAsync(cancel)).OrderBy(h => h.Rule).ToLookup(h => h.CommentId);
    }
}
