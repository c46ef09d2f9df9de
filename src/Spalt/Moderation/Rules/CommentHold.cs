using Spalt.Language;

namespace Spalt.Moderation.Rules;

/// <summary>Why a comment waits: a rule, and what it found. Replaced when the comment is changed.</summary>
public sealed class CommentHold
{
    private CommentHold()
    {
    }

    public CommentHold(long commentId, RuleHold hold) => (CommentId, Rule, Detail) = (commentId, hold.Rule, hold.Detail);

    public long CommentId { get; private set; }

    public RuleName Rule { get; private set; }

    /// <summary>Of <see cref="RuleName.Language"/> the language's code, of rules with several reasons which of them, of <see cref="RuleName.Flood"/> and <see cref="RuleName.Crowd"/> how many within how many minutes, of <see cref="RuleName.Work"/> nothing, of all others what people read.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>In words, for who decides about the comment.</summary>
    public string Why => Rule switch
    {
        RuleName.Language => Texts.Say("Hold.Language", Texts.Find("Language." + Detail) ?? Detail),
        RuleName.Repetition => Texts.Say("Hold.Repetition." + Detail),
        RuleName.Flood or RuleName.Crowd => Texts.Say("Hold." + Rule, [.. Detail.Split('/')]),
        RuleName.TimeTrap when Detail.Length == 0 => Texts.Say("Hold.TimeTrap.Blind"),
        _ => Texts.Say("Hold." + Rule, Detail),
    };
}
