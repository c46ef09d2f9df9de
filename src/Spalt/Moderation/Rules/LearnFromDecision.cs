using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Formats.Html;
using Spalt.Formats.Swedish;
using Spalt.Jobs;
using Spalt.Moderation.SpamChecks;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Teaches the network's classifier what was decided about a comment, and makes it forget what it learnt from an earlier decision that said the opposite. Where a service
/// outside the house said something else, it is told.
/// Which decision counts is looked up when it runs: twice, or in another order, comes to the same.
/// </summary>
internal sealed class LearnFromDecision(SpaltDb db, IOptions<SpamCheckOptions> outside) : IJob
{
    /// <summary><see cref="Decision.Teaches"/></summary>
    private static readonly DecisionVerb[] Teaching = [DecisionVerb.Approve, DecisionVerb.Restore, DecisionVerb.Dismiss, DecisionVerb.Refuse];

    public static string Kind => "learn-from-decision";

    public static Job For(Decision decision) => new(Kind, decision.CommentId!.Value.ToString(CultureInfo.InvariantCulture), decision.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.Decisions.Where(d => d.CommentId == id).Select(d => (long?)d.NetworkId).FirstOrDefaultAsync(cancel) is { } networkId)
        {
            await db.InTransactionAsync(() => LearnAsync(networkId, id, cancel), cancel);
        }
    }

    private async Task LearnAsync(long networkId, long commentId, CancellationToken cancel)
    {
        // The row that counts the texts is locked first: two decisions at once must not lose each other's counts.
        await ((DbContext)db).Database.ExecuteSqlAsync(
            $"""
            INSERT INTO learnt_words (network_id, word, fine, unwanted) VALUES ({networkId}, {CommentClassifier.Texts}, 0, 0)
            ON CONFLICT (network_id, word) DO UPDATE SET fine = learnt_words.fine
            """,
            cancel);
        var last = await db.Decisions.AsNoTracking().Where(d => d.CommentId == commentId && Teaching.Contains(d.Verb)).OrderByDescending(d => d.Id)
            .Join(db.Comments, d => d.CommentId, c => (long?)c.Id, (d, c) => new { d.Verb, d.Ground, d.TextHash, c.BodyHtml, Now = c.TextHash }).FirstOrDefaultAsync(cancel);

        // Its writer made another text of it meanwhile: about that nobody has decided.
        if (last is null || !last.TextHash.AsSpan().SequenceEqual(last.Now))
        {
            return;
        }

        var (text, isUnwanted) = (HtmlText.Plain(last.BodyHtml), last.Verb is DecisionVerb.Refuse);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var known = await db.LearntComments.SingleOrDefaultAsync(l => l.CommentId == commentId && l.TextHash == hash, cancel);
        if (known?.IsUnwanted == isUnwanted)
        {
            return;
        }

        var keys = CommentClassifier.Keys(text);
        var words = await db.LearntWords.Where(w => w.NetworkId == networkId && keys.Contains(w.Word)).ToDictionaryAsync(w => w.Word, StringComparer.Ordinal, cancel);
        foreach (var key in keys)
        {
            if (!words.TryGetValue(key, out var word))
            {
                word = new LearntWord(networkId, key);
                db.Add(word);
            }

            if (known is not null)
            {
                word.Unlearn(known.IsUnwanted);
            }

            word.Learn(isUnwanted);
        }

        known?.Become(isUnwanted);
        if (known is null)
        {
            db.Add(new LearntComment(commentId, hash, isUnwanted));
        }

        await db.SaveChangesAsync(cancel);
        if (outside.Value.IsOn)
        {
            await db.CorrectAsync(networkId, commentId, (last.Verb, last.Ground), cancel);
        }
    }
}
