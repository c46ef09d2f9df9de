namespace Spalt.Moderation.Rules;

/// <summary>More comments than usual, from whomever: then those of people whom nobody knows wait.</summary>
internal sealed class CrowdRule : ICommentRule
{
    public RuleName Name => RuleName.Crowd;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        comment is { IsNew: true, IsKnown: false } && setting is { Number: { } most, Minutes: { } minutes } && comment.Crowd >= most ? new Finding($"{most}/{minutes}") : null;
}
