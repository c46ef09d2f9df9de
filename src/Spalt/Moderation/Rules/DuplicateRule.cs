namespace Spalt.Moderation.Rules;

/// <summary>The same text as another comment of the network, on whatever blog.</summary>
internal sealed class DuplicateRule : ICommentRule
{
    public RuleName Name => RuleName.Duplicate;

    public Finding? Look(WrittenComment comment, RuleSetting setting) => comment.SameBelow is { } title ? new Finding(title) : null;
}
