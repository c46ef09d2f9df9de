using System.Globalization;
using System.Text;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Words and phrases, one a line, as an editor types them. One is found where it stands as a whole word, in whatever case; with a star behind it where
/// words begin so: <c>lån*</c> finds <i>lånar</i>, and not <i>avlånga</i>.
/// </summary>
internal sealed class WordList
{
    public const int MostWords = 500;
    public const int LongestWord = 60;

    private WordList(IReadOnlyList<string> words) => Words = words;

    public IReadOnlyList<string> Words { get; }

    /// <summary>As it is kept: each once, in order.</summary>
    public override string ToString() => string.Join('\n', Words);

    public static WordList Of(string typed) => new(
        [.. typed.ReplaceLineEndings("\n").Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => Plain(line).Trim().Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCulture)]);

    /// <summary>The first of the words that stands in the text; null where none does.</summary>
    public string? In(string text)
    {
        var plain = Plain(text);
        return Words.FirstOrDefault(word => plain.Contains(word.EndsWith('*') ? Plain(word)[..^1] : Plain(word), StringComparison.Ordinal));
    }

    /// <summary>
    /// Lower case, and a space for all that is no letter: one at each end, so that words are found whole. What nobody sees between two letters, and signs upon
    /// them that make no letter of their own, are left out.
    /// </summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(" ");
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(letter))
            {
                plain.Append(Rune.ToLowerInvariant(letter));
            }
            else if (plain[^1] != ' ' && Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                plain.Append(' ');
            }
        }

        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }
}
