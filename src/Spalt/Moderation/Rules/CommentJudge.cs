using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Swedish;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>What a newsroom's own decisions say of a text.</summary>
internal sealed class CommentJudge(SpaltDb db)
{
    /// <summary>Decisions of each kind before it says anything.</summary>
    public const int FewestDecisions = 50;

    private static readonly Func<SpaltDb, long, string, CancellationToken, Task<LearntWord?>> Word = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, string word, CancellationToken cancel) => db.LearntWords.AsNoTracking().SingleOrDefault(w => w.NetworkId == networkId && w.Word == word));

    /// <returns>One for each text; null as long as there are too few decisions.</returns>
    public async Task<IReadOnlyList<CommentVerdict>?> JudgeAsync(long networkId, IReadOnlyList<string> texts, CancellationToken cancel)
    {
        var learnt = await LearntAsync(networkId, cancel);
        if (learnt.Fine < FewestDecisions || learnt.Unwanted < FewestDecisions)
        {
            return null;
        }

        var keys = texts.SelectMany(CommentClassifier.Keys).ToHashSet(StringComparer.Ordinal);
        var counts = await db.LearntWords.AsNoTracking().Where(w => w.NetworkId == networkId && keys.Contains(w.Word)).ToDictionaryAsync(w => w.Word, w => w.Count, StringComparer.Ordinal, cancel);
        return [.. texts.Select(text => CommentClassifier.Judge(text, counts.GetValueOrDefault))];
    }

    /// <summary>How many decisions of each kind have been learnt from.</summary>
    public async Task<TraitCount> LearntAsync(long networkId, CancellationToken cancel) =>
        await Word(db, networkId, CommentClassifier.Texts, cancel) is { } texts ? texts.Count : default;
}
