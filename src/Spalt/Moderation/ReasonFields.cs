using Spalt.Language;
using Spalt.Web.Forms;

namespace Spalt.Moderation;

/// <summary>The two fields of a structured reason: the ground, and the facts. The same wherever something is taken from somebody.</summary>
internal sealed record ReasonFields(Func<string, string> Typed, Func<string, string?> ErrorOf)
{
    public const int LongestFacts = 1_000;

    /// <summary>Among which one chooses.</summary>
    public IReadOnlyList<DecisionGround> Grounds { get; init; } = Moderation.Grounds.OfTexts;

    public Choice Ground => new(
        new Field("ground", Texts.Say("Moderation.Ground")) { Value = Typed("ground"), Error = ErrorOf("ground") },
        [("", Texts.Say("Moderation.Ground.None")), .. Grounds.Select(g => (g.ToString(), Texts.Say("Ground." + g)))]);

    public Area Facts => new(
        new Field("facts", Texts.Say("Moderation.Facts")) { Value = Typed("facts"), Error = ErrorOf("facts"), Hint = Texts.Say("Moderation.Facts.Hint"), Longest = LongestFacts, IsRequired = false }, 3);

    /// <param name="complain">Told what is wrong: the field, and the words.</param>
    /// <returns>Null where something is.</returns>
    public Reason? Read(Action<string, string> complain)
    {
        var facts = Typed("facts").ReplaceLineEndings("\n");
        if (facts.Length is 0 or > LongestFacts)
        {
            complain("facts", facts.Length == 0 ? Texts.Say("Moderation.Facts.Missing") : Texts.Say("Form.TooLong", LongestFacts));
        }

        if (!Enum.TryParse<DecisionGround>(Typed("ground"), out var ground) || !Grounds.Contains(ground))
        {
            complain("ground", Texts.Say("Moderation.Ground.Missing"));
            return null;
        }

        return facts.Length is 0 or > LongestFacts ? null : new(ground, facts);
    }
}
