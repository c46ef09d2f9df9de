namespace Spalt.Moderation.Rules;

/// <summary>What a service outside the house takes for advertising, where the operator has named one: it was asked before (<see cref="SpamChecks.SpamCheck"/>).</summary>
internal sealed class SpamCheckRule : ICommentRule
{
    public RuleName Name => RuleName.SpamCheck;

    public Finding? Look(WrittenComment comment, RuleSetting setting) => comment.TakenForSpamBy is { } host ? new Finding(host) : null;
}
