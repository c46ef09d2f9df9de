using System.Globalization;

namespace Spalt.Moderation.Rules;

/// <summary>What reads like that which this newsroom has refused before. It only ever makes somebody look.</summary>
internal sealed class ClassifierRule : ICommentRule
{
    public RuleName Name => RuleName.Classifier;

    public Finding? Look(WrittenComment comment, RuleSetting setting)
    {
        if (comment.Verdict is not { } verdict || verdict.Score * 100 < setting.Number)
        {
            return null;
        }

        var percent = (verdict.Score * 100).ToString("0", CultureInfo.InvariantCulture) + " %";
        return new Finding(verdict.Words.Count == 0 ? percent : $"{percent}: {string.Join(", ", verdict.Words)}");
    }
}
