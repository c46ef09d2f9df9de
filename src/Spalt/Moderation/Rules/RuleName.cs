namespace Spalt.Moderation.Rules;

/// <summary>The rules that look at a comment before anybody does, in the order in which they stand on the page where they are set.</summary>
public enum RuleName
{
    Links,
    HeldWords,
    RefusedWords,
    Repetition,
    Flood,
    Crowd,
    NewPerson,
    TimeTrap,
    Work,
    Duplicate,
    Language,
    Classifier,
    SpamCheck,

    /// <summary>No rule that is set: somebody decided that their next comments wait (<see cref="Writers.RestrictionKind.Hold"/>).</summary>
    Decided,
}
