using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>How a network has set one of the rules. There is none for a rule that is as <see cref="RuleKind"/> has it.</summary>
[Audited(nameof(IsOn), nameof(Number), nameof(Minutes), nameof(Words))]
public sealed class RuleSetting : Entity
{
    private RuleSetting()
    {
    }

    public long NetworkId { get; private set; }

    public RuleName Rule { get; private set; }

    public bool IsOn { get; private set; }

    /// <summary>What it counts: links, letters, comments, seconds, bits, days, per cent. Null for a rule that counts nothing.</summary>
    public int? Number { get; private set; }

    /// <summary>Within which time; null for a rule that asks for none.</summary>
    public int? Minutes { get; private set; }

    /// <summary>Words and phrases, one a line (<see cref="WordList"/>).</summary>
    public string Words { get; private set; } = "";

    /// <summary>Grows with every change: of two publishers who change the same at once, the second is told.</summary>
    public int Version { get; private set; }

    /// <summary>As the program has it.</summary>
    public static RuleSetting Usual(long networkId, RuleKind kind) => new()
    {
        NetworkId = networkId,
        Rule = kind.Name,
        IsOn = kind.IsUsuallyOn,
        Number = kind.Number?.Usual,
        Minutes = kind.Minutes?.Usual,
    };

    /// <summary>Whether it was another setting before.</summary>
    public bool Set(bool isOn, int? number, int? minutes, string words)
    {
        if ((IsOn, Number, Minutes, Words) == (isOn, number, minutes, words))
        {
            return false;
        }

        (IsOn, Number, Minutes, Words) = (isOn, number, minutes, words);
        Version++;
        Tell(new RuleSet(this));
        return true;
    }
}

/// <summary>A rule is set otherwise than before.</summary>
public sealed record RuleSet(RuleSetting Setting) : News;

/// <summary>What a setting counts, and between which bounds.</summary>
public sealed record RuleNumber(int Usual, int Least, int Most);

/// <summary>What of a rule can be set, and how it is where nobody has.</summary>
public sealed record RuleKind(RuleName Name, bool IsUsuallyOn, RuleNumber? Number = null, RuleNumber? Minutes = null, bool HasWords = false)
{
    /// <summary>Quiet to begin with: what hardly anybody who means well runs into.</summary>
    public static readonly IReadOnlyList<RuleKind> All =
    [
        new(RuleName.Links, IsUsuallyOn: true, new(3, 0, 50)),
        new(RuleName.HeldWords, IsUsuallyOn: false, HasWords: true),
        new(RuleName.RefusedWords, IsUsuallyOn: false, HasWords: true),
        new(RuleName.Repetition, IsUsuallyOn: true, new(10, 3, 100)),
        new(RuleName.Flood, IsUsuallyOn: true, new(10, 1, 100), new(10, 1, 1440)),
        new(RuleName.Crowd, IsUsuallyOn: true, new(20, 1, 1000), new(5, 1, 1440)),
        new(RuleName.NewPerson, IsUsuallyOn: false, new(1, 1, 20)),
        new(RuleName.TimeTrap, IsUsuallyOn: false, new(3, 1, 60)),
        new(RuleName.Work, IsUsuallyOn: false, new(14, 8, 22)),
        new(RuleName.Duplicate, IsUsuallyOn: true, new(30, 1, 365)),
        new(RuleName.Language, IsUsuallyOn: false),
        new(RuleName.Classifier, IsUsuallyOn: true, new(70, 50, 99)),

        // Says nothing where the operator has named nobody to ask.
        new(RuleName.SpamCheck, IsUsuallyOn: true),
    ];
}
