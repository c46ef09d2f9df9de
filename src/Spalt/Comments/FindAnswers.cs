using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>
/// Orders a letter for each who follows a post under which something came to be shown. One row of work stands for all that came in the same
/// minutes; what came is read when the letter is written.
/// </summary>
internal sealed class FindAnswers(SpaltDb db, TimeProvider clock) : IJob
{
    /// <summary>Whatever was shown so long ago is committed, and its writer has thought twice.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(5);

    private const int AtOnce = 100;

    /// <summary>Which of some posts somebody follows.</summary>
    private static readonly Func<SpaltDb, long[], IAsyncEnumerable<long>> Followed = EF.CompileAsyncQuery(
        (SpaltDb db, long[] posts) => db.ThreadFollowers.Where(f => posts.Contains(f.PostId) && f.ConfirmedAt != null).Select(f => f.PostId).Distinct());

    public static string Kind => "find-answers";

    /// <summary>In the transaction that shows something under these posts; nothing where nobody follows them.</summary>
    public static async Task PlantAsync(SpaltDb db, IEnumerable<long> posts, CancellationToken cancel)
    {
        var slot = db.Now.Ticks / Gathering.Ticks;
        var due = new DateTimeOffset((slot + 1) * Gathering.Ticks, TimeSpan.Zero) + Settling;
        long[] ids = [.. posts];
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var post in await Followed(db, ids).ToListAsync(cancel))
        {
            await db.PlantAsync(
                new Job(Kind, post.ToString(CultureInfo.InvariantCulture), due, key: string.Create(CultureInfo.InvariantCulture, $"{Kind}-{post}-{slot}")), cancel);
        }
    }

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var post = long.Parse(payload, CultureInfo.InvariantCulture);
        var until = clock.GetUtcNow() - Settling;
        for (var last = 0L; ;)
        {
            var some = await db.ThreadFollowers.AsNoTracking().Where(f => f.PostId == post && f.ConfirmedAt != null && f.Id > last).OrderBy(f => f.Id).Take(AtOnce).ToListAsync(cancel);
            foreach (var follower in some)
            {
                last = follower.Id;
                if (await db.AnswersFor(follower, until).AnyAsync(cancel))
                {
                    await db.PlantAsync(MailTheAnswers.For(follower, clock.GetUtcNow()), cancel);
                }
            }

            if (some.Count < AtOnce)
            {
                return;
            }
        }
    }
}

internal static class AnswerQueries
{
    /// <summary>What somebody who follows a post has not been told of and readers may see at this moment: not what they wrote themselves.</summary>
    public static IQueryable<Comment> AnswersFor(this SpaltDb db, ThreadFollower follower, DateTimeOffset until)
    {
        var news = db.ShownComments().AsNoTracking().Where(
            c => c.PostId == follower.PostId && c.ShownAt > follower.ToldUntil && c.ShownAt <= until && (c.Email == null || c.Email != follower.Email));
        return follower.Followed is Followed.Thread ? news
            : news.Where(c => db.Comments.Any(p => p.Id == c.ParentId && p.Email == follower.Email));
    }
}
