using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Sealing;

/// <summary>A bundle in the list: what it is about, as far as that is still there, and what became of it. The zip itself stays where it is.</summary>
/// <param name="Title">Of the post; empty or null where that was deleted for good, and with it the decision.</param>
/// <param name="CommentBy">Null where it is about the post.</param>
internal sealed record SealedRow(
    long Id, long DecisionId, DateTimeOffset SealedAt, byte[] Sha256, int OpenedCount, DateTimeOffset? LastOpenedAt, DateTimeOffset? DestroyedAt,
    string? Title, string? CommentBy, string? DecidedBy, DateTimeOffset? DecidedAt);

internal static class SealedRows
{
    extension(SpaltDb db)
    {
        /// <summary>Newest first.</summary>
        /// <param name="before">Only those that were sealed before this one.</param>
        public Task<List<SealedRow>> SealedAsync(long networkId, long? before, int most, CancellationToken cancel) => (
            from evidence in db.Evidence.AsNoTracking()
            where evidence.NetworkId == networkId && (before == null || evidence.Id < before)
            orderby evidence.Id descending
            from decision in db.Decisions.Where(d => d.Id == evidence.DecisionId).DefaultIfEmpty()
            select new SealedRow(
                evidence.Id, evidence.DecisionId, evidence.SealedAt, evidence.Sha256, evidence.OpenedCount, evidence.LastOpenedAt, evidence.DestroyedAt,
                db.Posts.Where(p => p.Id == decision.PostId).Select(p => p.Title).FirstOrDefault(),
                db.Comments.Where(c => c.Id == decision.CommentId).Select(c => c.AuthorName).FirstOrDefault(),
                decision.ByName, (DateTimeOffset?)decision.At)).Take(most).ToListAsync(cancel);
    }
}
