using System.Runtime.CompilerServices;

namespace Spalt.Tests.Formats.Swedish;

/// <summary>
/// Comments written for this project, nobody's own words, each with what a newsroom would do with it. Which are for training and which for judging was
/// drawn once; whatever is tuned is tuned on those for training alone.
/// </summary>
internal sealed record LabelledComment(bool IsUnwanted, string Text);

internal static class LabelledComments
{
    public static IReadOnlyList<LabelledComment> Training { get; } = Read("comments-for-training.tsv");

    public static IReadOnlyList<LabelledComment> Judging { get; } = Read("comments-for-judging.tsv");

    /// <summary>How often one that is unwanted scores above one that is fine, of all pairs; a tie counts half (the area under the ROC curve).</summary>
    public static double Area(IEnumerable<(bool IsUnwanted, double Score)> judged)
    {
        var (unwanted, fine) = (judged.Where(j => j.IsUnwanted).ToList(), judged.Where(j => !j.IsUnwanted).ToList());
        return unwanted.Average(u => fine.Average(f => u.Score > f.Score ? 1 : u.Score < f.Score ? 0 : 0.5));
    }

    private static LabelledComment[] Read(string file) =>
        [.. File.ReadLines(Path.Combine(Here(), file)).Select(line => line.Split('\t')).Select(parts => new LabelledComment(parts[0] == "unwanted", parts[1]))];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
