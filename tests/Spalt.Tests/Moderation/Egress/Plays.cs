namespace Spalt.Tests.Moderation.Egress;

/// <summary>Plays one sequence after another, and makes the first that fails as short as it gets.</summary>
internal static class Plays
{
    private const int MostTries = 60;

    /// <param name="others">Those who play beside it, and stop when one has found something.</param>
    /// <returns>How many were played, and what the last of them did wrong; null where all were right.</returns>
    public static async Task<(int Played, Failure? Failure)> FindAsync(Mutant? mutant, Rarities rare, int first, int many, bool shrinks = true, CancellationTokenSource? others = null)
    {
        await using var town = await Town.FoundAsync(mutant);
        for (var i = 0; i < many; i++)
        {
            if (others?.IsCancellationRequested == true)
            {
                return (i, null);
            }

            if (await Story.PlayAsync(town, Step.Of(first + i, rare)) is { } failure)
            {
                await (others?.CancelAsync() ?? Task.CompletedTask);
                return (i + 1, shrinks ? await ShrinkAsync(town, failure) : failure);
            }
        }

        return (many, null);
    }

    /// <summary>Leaves out one step after another, as long as something still goes wrong.</summary>
    private static async Task<Failure> ShrinkAsync(Town town, Failure failure)
    {
        for (var (at, tries) = (failure.Sequence.Steps.Count - 1, 0); at >= 0 && tries < MostTries; at--, tries++)
        {
            var shorter = failure.Sequence with { Steps = [.. failure.Sequence.Steps.Where((_, i) => i != at)] };
            if (shorter.Steps.Count > 0 && await Story.PlayAsync(town, shorter) is { } still)
            {
                (failure, at) = (still, still.Sequence.Steps.Count);
            }
        }

        return failure;
    }
}
