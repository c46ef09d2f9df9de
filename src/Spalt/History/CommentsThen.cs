using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.History;

/// <summary>
/// The comments that readers saw below a post at a moment of the past. Words come by <see cref="ReadersComments"/> alone: what the newspaper
/// has taken away since, or its writer has taken back, is a place without words or name; and where its writer has changed it since, nobody
/// kept what stood there.
/// </summary>
/// <param name="Comments">A comment whose words of that time are not kept has none (<see cref="ThreadedComment.BodyHtml"/> is empty).</param>
/// <param name="Count">How many are on this page.</param>
/// <param name="After">The comment after which the next page begins; null where this is the last.</param>
internal sealed record CommentsThen(IReadOnlyList<ThreadedComment> Comments, int Count, long? After)
{
    public const int OnPage = 100;

    private static readonly DecisionVerb[] Deciding = [DecisionVerb.Approve, DecisionVerb.Restore, DecisionVerb.Refuse, DecisionVerb.Hide];

    public static async Task<CommentsThen> ReadAsync(SpaltDb db, long postId, DateTimeOffset at, long? after, CancellationToken cancel)
    {
        var there = There(db, postId, at);

        // Only after what stands there: nobody finds out what waits or was refused.
        if (after is { } id && await there.Where(c => c.Id == id).Select(c => (DateTimeOffset?)c.WrittenAt).SingleOrDefaultAsync(cancel) is { } from)
        {
            there = there.Where(c => c.WrittenAt >= from && (c.WrittenAt > from || c.Id > id));
        }

        var places = await there.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id).Take(OnPage + 1)
            .Select(c => new { c.Id, c.ParentId, c.TopId, c.WrittenAt, c.RevisedAt }).ToListAsync(cancel);
        var isMore = places.Count > OnPage;
        places = [.. places.Take(OnPage)];
        var ids = places.ConvertAll(p => p.Id);
        var words = await db.ShownComments().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(ThreadRow.Of).ToDictionaryAsync(c => c.Id, cancel);
        var rows = places.ConvertAll(p => (words.GetValueOrDefault(p.Id), p.RevisedAt > at) switch
        {
            (null, _) => ThreadRow.Gone(p.Id, p.WrittenAt) with { ParentId = p.ParentId, TopId = p.TopId },
            ({ } row, true) => row with { BodyHtml = "" },
            ({ } row, _) => row,
        });
        return new(CommentThread.Arrange(rows), rows.Count, isMore ? places[^1].Id : null);
    }

    /// <summary>What was shown by then, was not taken away again before, and was not taken back by its writer. No words of theirs are read here.</summary>
    private static IQueryable<Comment> There(SpaltDb db, long postId, DateTimeOffset at) => db.Comments.AsNoTracking()
        .Where(c => c.PostId == postId
            && ((c.ShownAt != null && c.ShownAt <= at) || (c.ShownAt == null && c.State == CommentState.Approved && c.WrittenAt <= at))
            && !(c.State == CommentState.Withdrawn && c.ChangedAt <= at))
        .Where(c => !db.Decisions.Any(d => d.CommentId == c.Id && d.At <= at && (d.Verb == DecisionVerb.Refuse || d.Verb == DecisionVerb.Hide)
            && !db.Decisions.Any(o => o.CommentId == c.Id && o.At <= at && o.Id > d.Id && Deciding.Contains(o.Verb))));
}
