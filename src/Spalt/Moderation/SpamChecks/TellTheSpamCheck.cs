using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Jobs;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Moderation.SpamChecks;

/// <summary>Tells the service outside the house that it was wrong about a comment: that it is spam after all, or ham (Akismet's words).</summary>
internal sealed class TellTheSpamCheck(SpaltDb db, SpamCheck service, IOptions<SpamCheckOptions> options) : IJob
{
    private const string Spam = "spam";

    public static string Kind => "tell-the-spam-check";

    public static Job For(long commentId, bool isSpam, DateTimeOffset now)
    {
        var payload = string.Create(CultureInfo.InvariantCulture, $"{commentId} {(isSpam ? Spam : "ham")}");
        return new(Kind, payload, now, $"{Kind}:{payload}");
    }

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var (id, isSpam) = payload.Split(' ') is [var number, var what] ? (long.Parse(number, CultureInfo.InvariantCulture), what == Spam) : throw new FormatException(payload);
        if (!options.Value.IsOn)
        {
            return;
        }

        // What its writer changed meanwhile is another text, about which nobody has decided.
        var comment = await (
            from c in db.Comments.AsNoTracking()
            where c.Id == id && db.Decisions.Any(d => d.CommentId == id && d.TextHash == c.TextHash)
            join post in db.Posts on c.PostId equals post.Id
            join network in db.Networks on post.NetworkId equals network.Id
            select new { network.Host, network.Language, c.PostId, c.AuthorName, c.Email, c.Markdown, IsReply = c.ParentId != null, c.WrittenAt }).SingleOrDefaultAsync(cancel);
        if (comment is not null)
        {
            await service.TellAsync(
                new(NetworkFace.OriginOf(comment.Host), comment.Language, comment.PostId, comment.AuthorName, comment.Email, comment.Markdown, comment.IsReply, comment.WrittenAt),
                isSpam, cancel);
        }
    }
}

internal static class WrongAnswers
{
    /// <summary>Orders to tell the service what was decided, where it said something else of the comment. Only of what it may have seen: what came without an account, by the form.</summary>
    /// <param name="decided">The last decision about it, of which <see cref="Decision.Teaches"/> holds.</param>
    public static async Task CorrectAsync(this SpaltDb db, long networkId, long commentId, (DecisionVerb Verb, DecisionGround? Ground) decided, CancellationToken cancel)
    {
        bool? isSpam = decided switch
        {
            (DecisionVerb.Approve or DecisionVerb.Restore, _) => false,
            (DecisionVerb.Refuse, DecisionGround.Advertising) => true,
            _ => null,
        };
        if (isSpam is not { } spam || !await db.Comments.AnyAsync(c => c.Id == commentId && c.AccountId == null && c.Markdown != "", cancel)
            || await db.CommentHolds.AnyAsync(h => h.CommentId == commentId && h.Rule == RuleName.SpamCheck, cancel) == spam
            || await db.RuleSettings.AnyAsync(s => s.NetworkId == networkId && s.Rule == RuleName.SpamCheck && !s.IsOn, cancel))
        {
            return;
        }

        await db.PlantAsync(TellTheSpamCheck.For(commentId, spam, db.Now), cancel);
    }
}
