using System.Globalization;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>What may happen around a post.</summary>
internal enum StepKind
{
    Write,
    Answer,
    Edit,
    EditBack,
    TakeBack,
    Import,
    ImportMore,
    Approve,
    ApproveAll,
    Refuse,
    Restore,
    Hide,
    Dismiss,

    /// <summary>Somebody decides about what they read a while ago, and which is another text, or decided about, by now.</summary>
    DecideLate,

    /// <summary>The same, where it became another between the look and the stroke.</summary>
    DecideAtOnce,
    Appeal,
    Declare,
    Move,
    Withdraw,
    TakeDown,
    Return,
    CloseThread,
    OpenThread,
    Restrict,
    Leave,
    Forge,
    Wait,
    Letter,

    /// <summary>Another program does something, and this one hears of it.</summary>
    Elsewhere,
    Restart,
}

/// <param name="A">Which comment, where it is about one.</param>
/// <param name="B">In which way.</param>
/// <param name="C">What of the public's is looked at afterwards.</param>
internal sealed record Step(StepKind Kind, int A, int B, int C)
{
    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.Write, 16), (StepKind.Answer, 8), (StepKind.Edit, 11), (StepKind.EditBack, 3), (StepKind.TakeBack, 4), (StepKind.Import, 3), (StepKind.ImportMore, 1),
        (StepKind.Approve, 16), (StepKind.ApproveAll, 2), (StepKind.Refuse, 7), (StepKind.Restore, 3), (StepKind.Hide, 4), (StepKind.Dismiss, 1),
        (StepKind.DecideLate, 4), (StepKind.DecideAtOnce, 4), (StepKind.Appeal, 1), (StepKind.Declare, 9), (StepKind.Move, 5), (StepKind.Withdraw, 3), (StepKind.TakeDown, 2),
        (StepKind.Return, 6), (StepKind.CloseThread, 1), (StepKind.OpenThread, 1), (StepKind.Restrict, 2), (StepKind.Leave, 1), (StepKind.Forge, 4), (StepKind.Wait, 2), (StepKind.Letter, 2),
    ];

    private static readonly int Total = Weights.Sum(w => w.Weight);

    /// <summary>The same steps for the same seed, for ever. Each begins with a comment: without one there is nothing to say.</summary>
    public static Sequence Of(int seed, Rarities rare)
    {
        var random = new Random(seed);
        var (edited, length) = (random.Next(3) > 0, Math.Min(random.Next(3, 9), random.Next(3, 9)));
        List<Step> steps = [Next(random, random.Next(5) == 0 ? StepKind.Import : StepKind.Write)];
        while (steps.Count < length)
        {
            steps.Add(Next(random, KindAt(random.Next(Total))));
        }

        if (random.Next(rare.Elsewhere) == 0)
        {
            steps.Add(Next(random, StepKind.Elsewhere));
        }

        if (random.Next(rare.Restart) == 0)
        {
            steps.Insert(random.Next(1, steps.Count), Next(random, StepKind.Restart));
        }

        return new(seed, edited, steps, random.Next(rare.Walk) == 0);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({A}, {B}, {C})");

    private static Step Next(Random random, StepKind kind) => new(kind, random.Next(100), random.Next(100), random.Next(100));

    private static StepKind KindAt(int at)
    {
        var which = 0;
        for (var left = at - Weights[0].Weight; left >= 0; left -= Weights[which].Weight)
        {
            which++;
        }

        return Weights[which].Kind;
    }
}

/// <summary>One of how many sequences has what costs much.</summary>
/// <param name="Walk">Every public address is asked at its end.</param>
internal sealed record Rarities(int Elsewhere = 400, int Restart = 1_000, int Walk = 400);

/// <param name="IsEdited">Whether the post's blog is edited to begin with.</param>
/// <param name="Walks"><see cref="Rarities.Walk"/></param>
internal sealed record Sequence(int Seed, bool IsEdited, IReadOnlyList<Step> Steps, bool Walks);
