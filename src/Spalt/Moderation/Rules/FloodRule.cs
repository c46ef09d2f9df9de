namespace Spalt.Moderation.Rules;

/// <summary>Many comments in a short time, from one person or one household.</summary>
internal sealed class FloodRule : ICommentRule
{
    public RuleName Name => RuleName.Flood;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        comment.IsNew && setting is { Number: { } most, Minutes: { } minutes } && comment.Recent >= most ? new Finding($"{most}/{minutes}") : null;
}
