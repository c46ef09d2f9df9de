using System.Collections.Frozen;

namespace Spalt.Formats.Swedish;

/// <summary>
/// What Swedish words have in common when their endings are taken off: <c>jakten</c> and <c>jakt</c> are the same. Written from the description of
/// the Snowball project's Swedish stemmer (snowballstem.org/algorithms/swedish/stemmer.html). Words are expected in lower case.
/// </summary>
public static class SwedishStemmer
{
    /// <summary>Letters before which an s at the end is an ending.</summary>
    private const string BeforeS = "bcdfghjklmnoprtvy";

    /// <summary>Letters before which <c>öst</c> at the end is an inflected <c>ös</c>.</summary>
    private const string BeforeOst = "iklnprtuv";

    /// <summary>Nothing is taken from a word's first three letters.</summary>
    private const int Kept = 3;

    /// <summary>By their last letter, longest first: the first that fits is the one.</summary>
    private static readonly FrozenDictionary<char, string[]> Endings = new[]
    {
        "heterna", "hetens", "anden", "arens", "arnas", "ernas", "heten", "heter", "ornas",
        "ades", "andes", "ande", "andet", "aren", "arna", "arne", "aste", "erna", "erns", "orna",
        "ade", "are", "ast", "ens", "ern", "het", "ad", "ar", "as", "at", "en", "er", "es", "or", "a", "e",
    }.GroupBy(ending => ending[^1]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(ending => ending.Length).ToArray());

    private static readonly string[] Pairs = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];

    public static string Stem(string word)
    {
        var from = FirstEnding(word);
        return WithoutDerivation(WithoutPair(WithoutInflection(word, from), from), from);
    }

    /// <summary>Where endings may begin: behind the first consonant that follows a vowel, but not among the first three letters.</summary>
    private static int FirstEnding(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (IsVowel(word[i - 1]) && !IsVowel(word[i]))
            {
                return Math.Max(i + 1, Kept);
            }
        }

        return word.Length;
    }

    private static string WithoutInflection(string word, int from)
    {
        if (word.Length > from && Endings.TryGetValue(word[^1], out var endings) && Array.Find(endings, ending => Ends(word, ending, from)) is { } found)
        {
            return word[..^found.Length];
        }

        return Ends(word, "s", from) && word.Length > 1 && BeforeS.Contains(word[^2], StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string WithoutPair(string word, int from) => Array.Exists(Pairs, pair => Ends(word, pair, from)) ? word[..^1] : word;

    private static string WithoutDerivation(string word, int from)
    {
        if (Ends(word, "fullt", from) || (Ends(word, "öst", from) && word.Length > 3 && BeforeOst.Contains(word[^4], StringComparison.Ordinal)))
        {
            return word[..^1];
        }

        return Ends(word, "lig", from) || Ends(word, "els", from) ? word[..^3] : Ends(word, "ig", from) ? word[..^2] : word;
    }

    private static bool Ends(string word, string ending, int from) => word.Length - ending.Length >= from && word.EndsWith(ending, StringComparison.Ordinal);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'ä' or 'å' or 'ö';
}
