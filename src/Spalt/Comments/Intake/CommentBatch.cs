using Microsoft.EntityFrameworkCore;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Store;

namespace Spalt.Comments.Intake;

/// <summary>Comments that are taken together, in one transaction: what there is to know is asked once for all of them.</summary>
internal sealed class CommentBatch(SpaltDb db, CommentRules rules, TimeProvider clock)
{
    /// <summary>A second press of the button says the same within so long.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(10);

    /// <param name="sent">At least one; of one network, and without <see cref="Submission.Marks"/> in common.</param>
    /// <returns>What became of each, in the same order.</returns>
    public async Task<IReadOnlyList<Receipt>> TakeAsync(IReadOnlyList<Submission> sent, CancellationToken cancel)
    {
        var all = sent.Select(s => new Case(s)).ToList();
        await db.InTransactionAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await LookAsync(all, now, cancel);
                await RuleAsync([.. all.Where(c => c.Receipt is null)], now, cancel);
                List<Comment> comments = [.. all.Select(c => c.Comment).OfType<Comment>()];
                await db.GiveIdsAsync(comments, cancel);
                await db.InsertManyAsync(comments, cancel);
            },
            cancel);
        return [.. all.Select(c => c.Comment is { } comment ? c.Receipt! with { Id = comment.Id } : c.Receipt!)];
    }

    /// <summary>Where each would stand, and whether it may.</summary>
    private async Task LookAsync(List<Case> all, DateTimeOffset now, CancellationToken cancel)
    {
        var network = all[0].Sent.NetworkId;
        var posts = await db.CommentedAsync(network, [.. all.Select(c => c.Sent.PostId).Distinct()], cancel);
        List<long> answered = [.. all.Select(c => c.Sent.To).OfType<long>()];
        var shown = answered.Count == 0 ? [] : await db.ShownComments().Where(c => answered.Contains(c.Id)).Select(c => new { c.Id, c.PostId, c.TopId }).ToDictionaryAsync(c => c.Id, cancel);
        var before = await BeforeAsync([.. all.Select(c => c.Sent)], now, cancel);
        foreach (var one in all)
        {
            var sent = one.Sent;
            if (!posts.TryGetValue(sent.PostId, out var post))
            {
                one.Receipt = new(IntakeVerdict.NoPost);
                continue;
            }

            one.Post = post;
            one.Receipt = post.Rules.Decide(now, sent.By.AccountId is not null, isKnown: false) switch
            {
                CommentVerdict.Closed => new(IntakeVerdict.Closed),
                CommentVerdict.MembersOnly => new(IntakeVerdict.MembersOnly),
                _ => null,
            };
            if (one.Receipt is null && sent.To is { } to)
            {
                if (shown.TryGetValue(to, out var other) && other.PostId == sent.PostId)
                {
                    one.Answered = (other.Id, other.TopId);
                }
                else
                {
                    one.Receipt = new(IntakeVerdict.AnsweredIsGone);
                }
            }

            if (one.Receipt is null && before.FirstOrDefault(b => b.IsSame(sent)) is { } same)
            {
                one.Receipt = new(IntakeVerdict.TakenBefore) { Id = same.Id, Place = post.Place };
            }
        }
    }

    /// <summary>
    /// What the same people wrote below the same posts a moment ago, and did not take back: found by an index of theirs, not among all that a post has.
    /// </summary>
    private Task<IReadOnlyCollection<Before>> BeforeAsync(IReadOnlyList<Submission> sent, DateTimeOffset now, CancellationToken cancel)
    {
        long[] posts = [.. sent.Select(s => s.PostId)];
        return CommentsBy.AskAsync(
            sent.Select(s => s.By.AccountId), sent.Select(s => s.By.Email), ids => Before.ByAccounts(db, ids, posts, now - Twice), addresses => Before.ByAddresses(db, addresses, posts, now - Twice), cancel);
    }

    private async Task RuleAsync(List<Case> open, DateTimeOffset now, CancellationToken cancel)
    {
        if (open.Count == 0)
        {
            return;
        }

        var rulings = await rules.AboutAsync(open[0].Sent.NetworkId, [.. open.Select(c => c.Sent.AsWritten(now) with { PostLanguage = c.Post.Language })], cancel);
        foreach (var (one, ruling) in open.Zip(rulings))
        {
            if (ruling is { Barred: { } barred })
            {
                one.Receipt = new(IntakeVerdict.Barred) { Barred = barred };
            }
            else if (ruling is { Refused: { } refused })
            {
                one.Receipt = new(IntakeVerdict.Refused) { Refused = refused };
            }
            else
            {
                await WriteAsync(one, ruling, now, cancel);
            }
        }
    }

    private async Task WriteAsync(Case one, Ruling ruling, DateTimeOffset now, CancellationToken cancel)
    {
        var (by, text, key) = (one.Sent.By, one.Sent.Text, Secret.Make());
        by = by with { Standing = by.AccountId is { } account ? await db.StandingAsync(one.Post.Place, account, cancel) : CommenterStanding.Reader };
        var place = await db.PlaceForAsync(one.Post, by, cancel);
        one.Comment = Comment.Write(place, one.Answered, by, (text.Markdown, text.Html), key, now, ruling);
        one.Receipt = new(IntakeVerdict.Taken) { Key = key, Place = place };
    }

    /// <summary>One of them on its way.</summary>
    private sealed class Case(Submission sent)
    {
        public Submission Sent { get; } = sent;

        public CommentablePost Post { get; set; } = null!;

        public (long Id, long TopId)? Answered { get; set; }

        public Comment? Comment { get; set; }

        /// <summary>Null as long as nothing is in its way.</summary>
        public Receipt? Receipt { get; set; }
    }

    private sealed record Before(long Id, long PostId, long? ParentId, long? AccountId, string? Email, string AuthorName, string Markdown)
    {
        public static readonly Func<SpaltDb, long?[], long[], DateTimeOffset, IAsyncEnumerable<Before>> ByAccounts = EF.CompileAsyncQuery(
            (SpaltDb db, long?[] ids, long[] posts, DateTimeOffset since) => db.Comments
                .Where(c => ids.Contains(c.AccountId) && c.WrittenAt > since && c.State != CommentState.Withdrawn && posts.Contains(c.PostId))
                .Select(c => new Before(c.Id, c.PostId, c.ParentId, c.AccountId, c.Email, c.AuthorName, c.Markdown)));

        public static readonly Func<SpaltDb, string?[], long[], DateTimeOffset, IAsyncEnumerable<Before>> ByAddresses = EF.CompileAsyncQuery(
            (SpaltDb db, string?[] addresses, long[] posts, DateTimeOffset since) => db.Comments
                .Where(c => addresses.Contains(c.Email) && c.WrittenAt > since && c.State != CommentState.Withdrawn && posts.Contains(c.PostId))
                .Select(c => new Before(c.Id, c.PostId, c.ParentId, c.AccountId, c.Email, c.AuthorName, c.Markdown)));

        public bool IsSame(Submission sent) =>
            (sent.By.AccountId is { } account ? AccountId == account : Email == sent.By.Email)
            && (PostId, ParentId, AuthorName, Markdown) == (sent.PostId, sent.To, sent.By.Name, sent.Text.Markdown);
    }
}
