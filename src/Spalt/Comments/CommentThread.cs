using Microsoft.EntityFrameworkCore;
using Spalt.Moderation;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>A comment where it stands in its thread.</summary>
/// <param name="Anchor"><see cref="CommentAnchor"/></param>
/// <param name="AnswersTo">Whom it answers, where the thread no longer shows that by its place.</param>
internal sealed record ThreadedComment(long Id, string Anchor, string Author, string BodyHtml, DateTimeOffset WrittenAt, PublishedPrecision Precision, string? AnswersTo)
{
    /// <inheritdoc cref="Comment.TopId"/>
    public long TopId { get; init; }

    public int Likes { get; init; }

    public CommenterStanding Standing { get; init; }

    /// <summary>It is shown no longer; its place is kept for those who answered it.</summary>
    public bool IsGone { get; init; }

    /// <summary>Answers below it that have a page of their own.</summary>
    public int MoreAnswers { get; init; }

    public List<ThreadedComment> Answers { get; } = [];
}

/// <summary>A page of a thread.</summary>
/// <param name="Before">The comment before which the page before this one ends; null where this is the first.</param>
/// <param name="After">The comment after which the next page begins; null where this is the last.</param>
internal sealed record ThreadPart(List<ThreadedComment> Comments, long? Before = null, long? After = null);

/// <summary>
/// A thread, a page at a time. A page holds as many of the comments that answer the post itself as have room on it together with the answers
/// below them; of a branch with many answers it holds the first, and the branch has pages of its own. So a page is bounded whatever the
/// thread's shape, and costs the same however long the thread is. What comes first is found by keys alone; words come by <see cref="ReadersComments"/>.
/// </summary>
internal static class CommentThread
{
    /// <summary>A thread that has no more comments stands on its post's page as a whole.</summary>
    public const int Most = 100;

    /// <summary>Comments on a page of a longer one: its first page is no more work than that of a talk among few.</summary>
    public const int OnPage = 50;

    /// <summary>Answers of one branch on a page of a longer thread.</summary>
    public const int MostAnswers = 10;

    /// <summary>A telephone has room for so many levels; deeper answers stand on the last and name whom they answer.</summary>
    private const int Levels = 3;

    /// <param name="shown">How many comments of the post are shown.</param>
    /// <param name="mark">Null for the first page.</param>
    /// <returns>Null where there is no such comment.</returns>
    public static async Task<ThreadPart?> ReadAsync(SpaltDb db, long postId, int shown, ThreadOrder order, ThreadMark? mark, CancellationToken cancel)
    {
        var key = mark is null ? null : await db.KeyAsync(postId, mark.Id, cancel);
        if (mark is not null && key is null)
        {
            return null;
        }

        var (room, most) = shown <= Most ? (Most, Most) : (OnPage, MostAnswers);
        var (backwards, slots) = (mark?.Way is ThreadWay.Before, await db.Slots(postId).Along(order, mark?.Way ?? ThreadWay.From, key).Take(room + 1)
            .Select(c => new Slot(c.Id, c.WrittenAt, c.AnswerCount, c.State == CommentState.Approved)).ToListAsync(cancel));
        var page = Fitting(slots, room, most);
        var isMore = page.Count < slots.Count;
        if (backwards)
        {
            page.Reverse();
        }

        var rows = await db.RowsAsync(postId, page, most, cancel);
        long? first = page.Count > 0 ? page[0].Id : null, last = page.Count > 0 ? page[^1].Id : null;
        return new ThreadPart(Arrange(rows), (backwards ? isMore : mark is not null) ? first : null, backwards || isMore ? last : null);
    }

    /// <summary>A page of one branch, whose first comment stands above it.</summary>
    /// <returns>Null where there is none.</returns>
    public static async Task<ThreadPart?> ReadBranchAsync(SpaltDb db, long postId, long topId, ThreadMark? mark, CancellationToken cancel)
    {
        var key = mark is null ? null : await db.KeyAsync(postId, mark.Id, cancel);
        var top = await db.Slots(postId).Where(c => c.Id == topId).Select(c => new Slot(c.Id, c.WrittenAt, 0, c.State == CommentState.Approved)).SingleOrDefaultAsync(cancel);
        if (top is null || (mark is not null && key is null))
        {
            return null;
        }

        var backwards = mark?.Way is ThreadWay.Before;
        var answers = await db.ShownComments().AsNoTracking().Where(c => c.PostId == postId && c.TopId == topId)
            .Along(ThreadOrder.Oldest, mark?.Way ?? ThreadWay.From, key).Take(OnPage + 1).Select(ThreadRow.Of).ToListAsync(cancel);
        var isMore = answers.Count > OnPage;
        answers = [.. answers.Take(OnPage)];
        if (backwards)
        {
            answers.Reverse();
        }

        long? first = answers.Count > 0 ? answers[0].Id : null, last = answers.Count > 0 ? answers[^1].Id : null;
        var rows = await db.RowsAsync(postId, [top], 0, cancel);
        return new ThreadPart(
            Arrange([.. rows, .. await db.NamedAsync(answers, topId, cancel)]), (backwards ? isMore : mark is not null) ? first : null, backwards || isMore ? last : null);
    }

    /// <summary>Ids of the comments that answer the post itself, on the post's own page.</summary>
    public static async Task<List<long>> FirstPageAsync(SpaltDb db, long postId, CancellationToken cancel) =>
        Fitting(
            await db.Slots(postId).Along(ThreadOrder.Oldest, ThreadWay.From, null).Take(OnPage + 1)
                .Select(c => new Slot(c.Id, c.WrittenAt, c.AnswerCount, c.State == CommentState.Approved)).ToListAsync(cancel),
            OnPage, MostAnswers).ConvertAll(s => s.Id);

    /// <summary>Each once, whatever the parents say: below whom it answers, where that is here, otherwise below its branch's first; a circle stands at the top.</summary>
    internal static List<ThreadedComment> Arrange(IReadOnlyList<ThreadRow> rows)
    {
        var here = rows.Select(r => r.Id).ToHashSet();
        var answers = rows.Where(r => Above(r) is not null).ToLookup(r => Above(r)!.Value);
        var placed = new HashSet<long>();
        var thread = new List<ThreadedComment>();
        foreach (var row in rows.Where(r => Above(r) is null).Concat(rows).Where(r => !placed.Contains(r.Id)))
        {
            Place(row);
        }

        return thread;

        long? Above(ThreadRow row) =>
            row.ParentId is { } parent && here.Contains(parent) ? parent : row.TopId != row.Id && here.Contains(row.TopId) ? row.TopId : null;

        // A stack, not recursion: a hostile thread may be a hundred levels deep.
        void Place(ThreadRow top)
        {
            var waiting = new Stack<(ThreadRow Row, List<ThreadedComment> Into, int Level, string? AnswersTo)>([(top, thread, 1, null)]);
            while (waiting.TryPop(out var next))
            {
                if (!placed.Add(next.Row.Id))
                {
                    continue;
                }

                var comment = next.Row.AsComment(next.AnswersTo ?? next.Row.AnswersElsewhere);
                next.Into.Add(comment);
                var isLast = next.Level == Levels;
                foreach (var answer in answers[next.Row.Id].Reverse())
                {
                    waiting.Push((answer, isLast ? next.Into : comment.Answers, Math.Min(next.Level + 1, Levels), isLast ? next.Row.Author : null));
                }
            }
        }
    }

    /// <summary>As many from the first on as have room on a page with their answers: at least one.</summary>
    private static List<Slot> Fitting(List<Slot> slots, int room, int mostAnswers)
    {
        var (count, size) = (0, 0);
        while (count < slots.Count && size + slots[count].Size(mostAnswers) is var more && more <= room)
        {
            (count, size) = (count + 1, more);
        }

        return slots[..count];
    }

    extension(SpaltDb db)
    {
        /// <summary>Those that answer the post itself and have a place: shown, or answered by what is shown. No words of theirs are read here.</summary>
        private IQueryable<Comment> Slots(long postId) =>
            db.Comments.AsNoTracking().Where(c => c.PostId == postId && c.TopId == 0 && (c.State == CommentState.Approved || c.AnswerCount > 0));

        /// <summary>Only of what has a place, as above, in a branch too: nobody finds out what waits or was refused.</summary>
        private Task<ThreadKey?> KeyAsync(long postId, long id, CancellationToken cancel) =>
            db.Comments.Where(c => c.Id == id && c.PostId == postId && (c.State == CommentState.Approved || c.AnswerCount > 0))
                .Select(c => new ThreadKey(c.Id, c.WrittenAt, c.LikeCount)).SingleOrDefaultAsync(cancel);

        /// <summary>The words of a page: of its slots, and of the first answers below them.</summary>
        private async Task<List<ThreadRow>> RowsAsync(long postId, List<Slot> slots, int mostAnswers, CancellationToken cancel)
        {
            var ids = slots.ConvertAll(s => s.Id);
            var shown = db.ShownComments().AsNoTracking().Where(c => c.PostId == postId);

            // By their ids alone: with the post's too, SQLite would read all that the post has.
            var tops = await db.ShownComments().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(ThreadRow.Of).ToDictionaryAsync(r => r.Id, cancel);
            var few = slots.Where(s => s.Answers > 0 && s.Answers <= mostAnswers).Select(s => s.Id).ToList();
            var answers = few.Count == 0 ? [] : await shown.Where(c => few.Contains(c.TopId)).Take(Most).Select(ThreadRow.Of).ToListAsync(cancel);
            foreach (var slot in slots.Where(s => s.Answers > mostAnswers && mostAnswers > 0))
            {
                answers.AddRange(await shown.Where(c => c.TopId == slot.Id).Along(ThreadOrder.Oldest, ThreadWay.From, null).Take(mostAnswers).Select(ThreadRow.Of).ToListAsync(cancel));
            }

            return
            [
                .. slots.Where(s => tops.ContainsKey(s.Id) || s.Answers > 0 || mostAnswers == 0)
                    .Select(s => (tops.GetValueOrDefault(s.Id) ?? ThreadRow.Gone(s.Id, s.WrittenAt)) with { More = Math.Max(0, s.Answers - mostAnswers) }),
                .. answers.OrderBy(a => a.WrittenAt).ThenBy(a => a.Id),
            ];
        }

        /// <summary>Whom those answer who answer what stands on another page.</summary>
        private async Task<IEnumerable<ThreadRow>> NamedAsync(List<ThreadRow> answers, long topId, CancellationToken cancel)
        {
            var here = answers.Select(a => a.Id).Append(topId).ToHashSet();
            var elsewhere = answers.Select(a => a.ParentId).OfType<long>().Where(p => !here.Contains(p)).ToHashSet();
            var names = elsewhere.Count == 0 ? [] : await db.ShownComments().Where(c => elsewhere.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.AuthorName, cancel);
            return answers.Select(a => a with { AnswersElsewhere = a.ParentId is { } parent ? names.GetValueOrDefault(parent) : null });
        }
    }

    /// <summary>A comment that answers the post itself, as far as finding its page needs to know.</summary>
    /// <param name="Answers">How many that are shown stand below it.</param>
    private sealed record Slot(long Id, DateTimeOffset WrittenAt, int Answers, bool IsShown)
    {
        public int Size(int mostAnswers) => (IsShown ? 1 : 0) + Math.Min(Answers, mostAnswers);
    }
}
