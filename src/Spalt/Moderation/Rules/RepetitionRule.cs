using System.Globalization;
using System.Text;

namespace Spalt.Moderation.Rules;

/// <summary>The same letter many times in a row, the same line again and again, or nearly nothing but capitals.</summary>
internal sealed class RepetitionRule : ICommentRule
{
    private const int SameLines = 3;

    /// <summary>A heading, an abbreviation and a shout may be in capitals.</summary>
    private const int FewestLetters = 60;
    private const double MostCapitals = 0.8;

    public RuleName Name => RuleName.Repetition;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        LongestRun(comment.Plain) > setting.Number ? new Finding("letters")
            : HasSameLines(comment.Html) ? new Finding("lines")
            : IsShouted(comment.Plain) ? new Finding("capitals") : null;

    /// <summary>Points and dashes in a row are a line that somebody drew.</summary>
    private static int LongestRun(string text)
    {
        var (longest, run, last) = (0, 0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            run = rune == last ? run + 1 : 1;
            last = rune;
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '!' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol)
            {
                longest = Math.Max(longest, run);
            }
        }

        return longest;
    }

    private static bool HasSameLines(string html) =>
        html.Replace("<br>", "\n", StringComparison.Ordinal).Replace("</p>", "\n", StringComparison.Ordinal).Replace("<p>", "", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Length > 3).GroupBy(line => line, StringComparer.OrdinalIgnoreCase).Any(lines => lines.Count() >= SameLines);

    private static bool IsShouted(string text)
    {
        var letters = text.Count(char.IsLetter);
        return letters >= FewestLetters && text.Count(char.IsUpper) > letters * MostCapitals;
    }
}
