using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Comments;

/// <summary>A comment where it stands in its thread.</summary>
/// <param name="Anchor"><see cref="CommentAnchor"/></param>
/// <param name="AnswersTo">Whom it answers, where the thread no longer shows that by its place.</param>
internal sealed record ThreadedComment(long Id, string Anchor, string Author, string BodyHtml, DateTimeOffset WrittenAt, PublishedPrecision Precision, string? AnswersTo)
{
    public List<ThreadedComment> Answers { get; } = [];
}

internal static class CommentThread
{
    /// <summary>Comments on one page; the count above them tells of the rest.</summary>
    public const int Most = 1000;

    /// <summary>A telephone has room for so many levels; deeper answers stand on the last and name whom they answer.</summary>
    private const int Levels = 3;

    /// <summary>The comments of a post that are shown, oldest first, answers below what they answer.</summary>
    public static async Task<List<ThreadedComment>> ReadAsync(IQueryable<Comment> shown, long postId, CancellationToken cancel)
    {
        var rows = await shown.AsNoTracking().Where(c => c.PostId == postId)
            .OrderBy(c => c.WrittenAt).ThenBy(c => c.Id).Take(Most)
            .Select(c => new Row(c.Id, c.ParentId, c.OriginId, c.AuthorName, c.BodyHtml, c.WrittenAt, c.WrittenPrecision)).ToListAsync(cancel);
        return Arrange(rows);
    }

    /// <summary>Each once, whatever the parents say: who answers nobody that is shown, or only himself in a circle, stands at the top.</summary>
    internal static List<ThreadedComment> Arrange(List<Row> rows)
    {
        var byId = rows.ToDictionary(r => r.Id);
        var answers = rows.Where(r => r.ParentId is { } parent && byId.ContainsKey(parent)).ToLookup(r => r.ParentId!.Value);
        var placed = new HashSet<long>();
        var thread = new List<ThreadedComment>();
        var tops = rows.Where(r => r.ParentId is not { } p || !byId.ContainsKey(p)).Concat(rows);
        foreach (var row in tops.Where(r => !placed.Contains(r.Id)))
        {
            Place(row, thread);
        }

        return thread;

        // A stack, not recursion: a hostile thread may be a thousand levels deep.
        void Place(Row top, List<ThreadedComment> level)
        {
            var waiting = new Stack<(Row Row, List<ThreadedComment> Into, int Level, string? AnswersTo)>([(top, level, 1, null)]);
            while (waiting.TryPop(out var next))
            {
                if (!placed.Add(next.Row.Id))
                {
                    continue;
                }

                var comment = next.Row.AsComment(next.AnswersTo);
                next.Into.Add(comment);
                var isLast = next.Level == Levels;
                foreach (var answer in answers[next.Row.Id].Reverse())
                {
                    waiting.Push((answer, isLast ? next.Into : comment.Answers, Math.Min(next.Level + 1, Levels), isLast ? next.Row.Author : null));
                }
            }
        }
    }

    internal sealed record Row(
        long Id, long? ParentId, long? OriginId, string Author, string BodyHtml, DateTimeOffset WrittenAt, PublishedPrecision Precision)
    {
        public ThreadedComment AsComment(string? answersTo) => new(Id, CommentAnchor.Of(Id, OriginId), Author, BodyHtml, WrittenAt, Precision, answersTo);
    }
}
