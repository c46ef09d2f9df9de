using System.Runtime.InteropServices;

namespace Spalt.Formats.Swedish;

/// <summary>In how many texts of each kind something stood.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TraitCount(int Fine, int Unwanted)
{
    public TraitCount With(bool isUnwanted, int by) => isUnwanted ? this with { Unwanted = Math.Max(0, Unwanted + by) } : this with { Fine = Math.Max(0, Fine + by) };
}

/// <param name="Score">0 for what is surely fine, 1 for what is surely unwanted, ½ for who knows.</param>
/// <param name="Words">What in the text spoke most against it, strongest first.</param>
public sealed record CommentVerdict(double Score, IReadOnlyList<string> Words);

/// <summary>
/// Tells comments that a newsroom would refuse from those that it lets through, by what it decided before: naive Bayes over stems, pairs of stems,
/// pieces of long words and shapes, each counted once a text. It keeps nothing: whoever calls it has the counts, a row for each key.
/// </summary>
public static class CommentClassifier
{
    /// <summary>The key under which the texts themselves are counted.</summary>
    public const string Texts = "";

    /// <summary>As if so many texts of each kind had been read in which a trait stood by chance.</summary>
    private const double Doubt = 2;

    /// <summary>What is told about says less than its number: words of one sentence come together. 0 would believe each, 1 their mean.</summary>
    private const double Dependence = 0.5;

    /// <summary>A long word has several pieces, which say much the same.</summary>
    private const double PieceWeight = 0.25;

    /// <summary>Words by which a verdict explains itself.</summary>
    private const int MostWords = 5;

    /// <summary>What weighs less is not worth telling.</summary>
    private const double Telling = 0.2;

    /// <summary>The keys whose counts grow by one when the text is learnt, fall by one when that is undone, and are asked for when it is judged.</summary>
    public static IReadOnlyCollection<string> Keys(string text) => [Texts, .. CommentTraits.Of(text).Select(t => t.Key)];

    /// <param name="counts">What is known of a key; nothing is zero.</param>
    public static CommentVerdict Judge(string text, Func<string, TraitCount> counts)
    {
        var texts = counts(Texts);
        if (texts is not { Fine: > 0, Unwanted: > 0 })
        {
            return new(0.5, []);
        }

        var (sum, weight) = (0.0, 0.0);
        var words = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var trait in CommentTraits.Of(text))
        {
            var count = counts(trait.Key);
            if (count is { Fine: 0, Unwanted: 0 })
            {
                continue;
            }

            var odds = Math.Log((count.Unwanted + Doubt) / (texts.Unwanted + (2 * Doubt)) * ((texts.Fine + (2 * Doubt)) / (count.Fine + Doubt)));
            var counted = trait.Key[0] is '-' ? PieceWeight : 1;
            (sum, weight) = (sum + (odds * counted), weight + counted);
            if (trait.Shown is { } shown)
            {
                words[shown] = words.GetValueOrDefault(shown) + (odds * counted);
            }
        }

        var score = 1 / (1 + Math.Exp(-sum / Math.Pow(Math.Max(weight, 1), Dependence)));
        return new(score, [.. words.Where(w => w.Value > Telling).OrderByDescending(w => w.Value).Take(MostWords).Select(w => w.Key)]);
    }
}
