using Spalt.Moderation.Writers;

namespace Spalt.Moderation.Rules;

/// <summary>What the rules say of a comment.</summary>
/// <param name="Holds">Why it waits; empty where it need not.</param>
/// <param name="Refused">The word that is not taken, and the field where it stands: then nothing is stored.</param>
public sealed record Ruling(IReadOnlyList<RuleHold> Holds, (string Field, string Word)? Refused = null)
{
    public bool IsHeld => Holds.Count > 0;

    /// <summary>The decision by which its writer may not comment now: then nothing is stored.</summary>
    public Restriction? Barred { get; init; }

    /// <summary>See <see cref="Comments.Comment.PlaceHash"/>.</summary>
    public byte[]? From { get; init; }

    /// <summary>See <see cref="Comments.Comment.RangeHash"/>.</summary>
    public byte[]? FromRange { get; init; }

    /// <summary>See <see cref="CommentPrint.Print"/>.</summary>
    public byte[]? Print { get; init; }

    /// <summary>See <see cref="CommentPrint.Score"/>.</summary>
    public double? Score { get; init; }

    /// <summary>Keyed hash of the household, where it is to be counted.</summary>
    public byte[]? Place { get; init; }

    /// <summary>Mark of the seal whose work counted for this comment (<see cref="SealedWork.MarkOf"/>), and for no other; null where none did.</summary>
    public byte[]? Spent { get; init; }
}

/// <summary>A rule that holds a comment, and what it found.</summary>
public sealed record RuleHold(RuleName Rule, string Detail);
