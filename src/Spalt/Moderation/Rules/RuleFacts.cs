using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>What the rules want to know of comments beyond their words: asked once for several, not once for each.</summary>
internal sealed class RuleFacts(SpaltDb db, Households households, CommentJudge judge)
{
    /// <summary>What nobody has taken away in so long was let pass by somebody.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);

    /// <summary>Said to be there, the column is looked up in its index; as one that may be null it would be compared row by row.</summary>
    private static readonly Func<SpaltDb, long, byte[][], CancellationToken, Task<bool>> AnySame = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, byte[][] prints, CancellationToken cancel) => db.CommentPrints.Any(p => p.NetworkId == networkId && p.Print != null && prints.Contains(p.Print)));

    /// <param name="comments">Of one network.</param>
    /// <returns>The same ones in the same order.</returns>
    public async Task<IReadOnlyList<WrittenComment>> AskAsync(
        long networkId, IReadOnlyList<WrittenComment> comments, IReadOnlyDictionary<RuleName, RuleSetting> settings, CancellationToken cancel)
    {
        var verdicts = await judge.JudgeAsync(networkId, [.. comments.Select(c => c.Plain)], cancel);
        var known = comments.Select((c, i) => c with { Verdict = verdicts?[i] }).ToList();
        await CountRecentAsync(networkId, known, settings[RuleName.Flood], cancel);
        await CountCrowdAsync(networkId, known, settings[RuleName.Crowd], cancel);
        await FindSpentAsync(networkId, known, settings[RuleName.Work], cancel);
        await FindSameAsync(networkId, known, settings[RuleName.Duplicate], cancel);
        await CountShownAsync(networkId, known, settings, cancel);
        return known;
    }

    private async Task CountRecentAsync(long networkId, List<WrittenComment> comments, RuleSetting setting, CancellationToken cancel)
    {
        if (setting is not { IsOn: true, Minutes: { } minutes } || comments.Find(c => c.IsNew) is not { Now: var now })
        {
            return;
        }

        var (since, salt) = (now.AddMinutes(-minutes), await households.SaltAsync(now, cancel));
        for (var i = 0; i < comments.Count; i++)
        {
            comments[i] = comments[i] with { Place = comments[i] is { IsNew: true, Household: { } household } ? Households.Hash(salt, household) : null };
        }

        byte[][] places = [.. comments.Select(c => c.Place).OfType<byte[]>()];
        var here = await RecentHere.Asked(db, networkId, places, since).ToListAsync(cancel);
        var theirs = await CommentsBy.AskAsync(
            comments.Select(c => c.By.AccountId), comments.Select(c => c.By.Email),
            ids => RecentOf.ByAccounts(db, networkId, ids, since), addresses => RecentOf.ByAddresses(db, networkId, addresses, since), cancel);
        for (var i = 0; i < comments.Count; i++)
        {
            var (by, place) = (comments[i].By, comments[i].Place);
            comments[i] = comments[i] with
            {
                Recent = Math.Max(
                    place is null ? 0 : here.Find(h => h.Place.AsSpan().SequenceEqual(place))?.Count ?? 0,
                    theirs.Where(t => (by.AccountId is not null && t.AccountId == by.AccountId) || (by.Email is not null && t.Email == by.Email)).Sum(t => t.Count)),
            };
        }
    }

    private async Task CountCrowdAsync(long networkId, List<WrittenComment> comments, RuleSetting setting, CancellationToken cancel)
    {
        if (setting is not { IsOn: true, Number: { } most, Minutes: { } minutes })
        {
            return;
        }

        var (now, since) = (comments[0].Now, comments[0].Now.AddMinutes(-minutes));
        var before = await db.CommentPrints.Where(p => p.NetworkId == networkId && p.At > since).Take(most).CountAsync(cancel);
        for (var i = 0; i < comments.Count; i++)
        {
            // Those that come together are a crowd too.
            var (by, crowd) = (comments[i].By, Math.Min(most, before + i));
            comments[i] = comments[i] with
            {
                Crowd = crowd,
                IsHalfACrowd = crowd * 2 >= most,
                IsKnown = crowd >= most && (by.AccountId is not null || await IsKnownAsync(networkId, by.Email, now - Known, cancel)),
            };
        }
    }

    private Task<bool> IsKnownAsync(long networkId, string? email, DateTimeOffset before, CancellationToken cancel) => db.ShownComments().AnyAsync(
        c => c.Email == email && (c.ApprovedHash != null || c.WrittenAt < before) && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId), cancel);

    /// <summary>A day's marks are thrown away with it: work that was done before midnight may count once more after it.</summary>
    private async Task FindSpentAsync(long networkId, List<WrittenComment> comments, RuleSetting setting, CancellationToken cancel)
    {
        var marks = comments.ConvertAll(c => WorkRule.IsDone(c, setting) ? SealedWork.MarkOf(c.Seal!) : null);
        List<byte[]> done = [.. marks.OfType<byte[]>()];
        if (done.Count == 0)
        {
            return;
        }

        var spent = await db.FloodMarks.Where(m => m.NetworkId == networkId && done.Contains(m.Place)).Select(m => m.Place).ToListAsync(cancel);
        for (var i = 0; i < comments.Count; i++)
        {
            comments[i] = comments[i] with { IsSealSpent = marks[i] is { } mark && spent.Exists(s => s.AsSpan().SequenceEqual(mark)) };
        }
    }

    /// <summary>Hardly anybody writes what stands already: one question finds that out for all of them.</summary>
    private async Task FindSameAsync(long networkId, List<WrittenComment> comments, RuleSetting setting, CancellationToken cancel)
    {
        byte[][] prints = [.. comments.Select(c => c.Print).OfType<byte[]>()];
        if (setting is not { IsOn: true, Number: { } days } || prints.Length == 0)
        {
            return;
        }

        var since = comments[0].Now.AddDays(-days);
        if (!await AnySame(db, networkId, prints, cancel))
        {
            return;
        }

        for (var i = 0; i < comments.Count; i++)
        {
            var (print, id) = (comments[i].Print, comments[i].Id);
            comments[i] = comments[i] with
            {
                SameBelow = print is null ? null : await (
                    from same in db.CommentPrints
                    where same.NetworkId == networkId && same.Print == print && same.At > since && same.CommentId != id
                    join other in db.Comments on same.CommentId equals other.Id
                    where other.State != CommentState.Withdrawn
                    join post in db.Posts on other.PostId equals post.Id
                    select post.Title).FirstOrDefaultAsync(cancel),
            };
        }
    }

    /// <summary>One by one, since a regular has written thousands, of which a few will do.</summary>
    private async Task CountShownAsync(long networkId, List<WrittenComment> comments, IReadOnlyDictionary<RuleName, RuleSetting> settings, CancellationToken cancel)
    {
        for (var i = 0; i < comments.Count; i++)
        {
            var (comment, id) = (comments[i], comments[i].Id);
            var most = settings[RuleName.NewPerson] is { IsOn: true, Number: { } wanted } ? wanted
                : settings[RuleName.TimeTrap].IsOn && TimeTrapRule.AsksWhoIsNew(comment) ? 1
                : settings[RuleName.Work].IsOn && WorkRule.AsksWhoIsNew(comment) ? 1 : 0;
            comments[i] = comment with
            {
                ShownBefore = most == 0 ? 0 : await db.ShownComments().WrittenBy([comment.By.AccountId], [comment.By.Email])
                    .Where(c => c.Id != id && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId)).Take(most).CountAsync(cancel),
            };
        }
    }

    /// <summary>How many came by one connection.</summary>
    private sealed record RecentHere(byte[] Place, int Count)
    {
        public static readonly Func<SpaltDb, long, byte[][], DateTimeOffset, IAsyncEnumerable<RecentHere>> Asked = EF.CompileAsyncQuery(
            (SpaltDb db, long networkId, byte[][] places, DateTimeOffset since) => db.FloodMarks
                .Where(m => m.NetworkId == networkId && places.Contains(m.Place) && m.At > since)
                .GroupBy(m => m.Place).Select(g => new RecentHere(g.Key, g.Count())));
    }

    /// <summary>How many somebody wrote with one address.</summary>
    private sealed record RecentOf(long? AccountId, string? Email, int Count)
    {
        public static readonly Func<SpaltDb, long, long?[], DateTimeOffset, IAsyncEnumerable<RecentOf>> ByAccounts = EF.CompileAsyncQuery(
            (SpaltDb db, long networkId, long?[] ids, DateTimeOffset since) => db.Comments
                .Where(c => ids.Contains(c.AccountId) && c.WrittenAt > since && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId))
                .GroupBy(c => new { c.AccountId, c.Email }).Select(g => new RecentOf(g.Key.AccountId, g.Key.Email, g.Count())));

        public static readonly Func<SpaltDb, long, string?[], DateTimeOffset, IAsyncEnumerable<RecentOf>> ByAddresses = EF.CompileAsyncQuery(
            (SpaltDb db, long networkId, string?[] addresses, DateTimeOffset since) => db.Comments
                .Where(c => addresses.Contains(c.Email) && c.WrittenAt > since && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId))
                .GroupBy(c => new { c.AccountId, c.Email }).Select(g => new RecentOf(g.Key.AccountId, g.Key.Email, g.Count())));
    }
}
