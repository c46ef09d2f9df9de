using Spalt.Formats;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Puts the comments that a page holds under a post, in the page's order, each below what it answers.</summary>
internal sealed class CommentWriter(SpaltDb db, TimeZoneInfo zone)
{
    /// <summary>What the post does not have yet; returns how many that were.</summary>
    /// <param name="waits">Whether somebody approves them first, whatever the regime.</param>
    /// <param name="after">An undated comment keeps its place in the page's order, the first one after this.</param>
    public async Task<int> WriteAsync(long postId, Regime regime, bool waits, DateTimeOffset after, IReadOnlyList<SavedComment> page, CancellationToken cancel)
    {
        if (page.Count == 0)
        {
            return 0;
        }

        var known = await db.Comments.AsNoTracking().Where(c => c.PostId == postId).ToListAsync(cancel);
        var byOrigin = known.Where(c => c.OriginId is not null).GroupBy(c => c.OriginId!.Value).ToDictionary(g => g.Key, g => g.First());
        var byWords = known.GroupBy(Words).ToDictionary(g => g.Key, g => new Queue<Comment>(g));
        var here = new Dictionary<string, Comment>(StringComparer.Ordinal);
        List<(Comment Comment, Comment? Answers)> made = [];
        var at = after;
        foreach (var saved in page)
        {
            at = saved.Published.IsKnown ? PageDates.Instant(saved.Published, zone) : at.AddSeconds(1);
            var comment = Comment.Imported(
                postId, regime, TextLine.Of(saved.AuthorName ?? ""), HtmlSanitizer.Clean(saved.BodyHtml, HtmlPolicy.Comment), at,
                PageDates.Precision(saved.Published.Precision), OriginId(saved), waits);
            if (comment.OriginId is { } id && byOrigin.TryGetValue(id, out var same))
            {
                here[saved.Id] = same;
            }
            else if (byWords.TryGetValue(Words(comment), out var alike) && alike.TryDequeue(out same))
            {
                here[saved.Id] = same;
            }
            else
            {
                made.Add((comment, saved.ParentId is { } parent ? here.GetValueOrDefault(parent) : null));
                here[saved.Id] = comment;
            }
        }

        var comments = made.ConvertAll(m => m.Comment);
        await db.GiveIdsAsync(comments, cancel);
        foreach (var (comment, answers) in made)
        {
            comment.Answer(answers is null ? null : (answers.Id, answers.TopId));
        }

        await db.InsertManyAsync(comments, cancel);
        if (comments.Exists(c => c.TopId != 0))
        {
            await CommentTally.CountAnswersAsync(db, db.Comments.Where(c => c.PostId == postId), cancel);
        }

        return comments.Count;
    }

    private static (string Author, string Html) Words(Comment comment) => (comment.AuthorName, comment.BodyHtml);

    private static long? OriginId(SavedComment saved) => long.TryParse(saved.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
