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
        var (left, tries) = (failure.Sequence.Steps.Count, 0);
        while (left > 0 && tries++ < MostTries)
        {
            left--;
            var shorter = failure.Sequence with { Steps = [.. failure.Sequence.Steps.Where((_, i) => i != left)] };
            if (shorter.Steps.Count > 0 && await Story.PlayAsync(town, shorter) is { } still)
            {
                (failure, left) = (still, still.Sequence.Steps.Count);
            }
        }

        return failure;
    }
}
