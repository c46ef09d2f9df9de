using System.Globalization;

namespace Spalt.Moderation.Rules;

/// <summary>What reads like that which this newsroom has refused before. It only ever makes somebody look.</summary>
internal sealed class ClassifierRule : ICommentRule
{
    public RuleName Name => RuleName.Classifier;

    public ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel)
    {
        if (comment.Verdict is not { } verdict || verdict.Score * 100 < setting.Number)
        {
            return default;
        }

        var percent = (verdict.Score * 100).ToString("0", CultureInfo.InvariantCulture) + " %";
        return new(new Finding(verdict.Words.Count == 0 ? percent : $"{percent}: {string.Join(", ", verdict.Words)}"));
    }
}
