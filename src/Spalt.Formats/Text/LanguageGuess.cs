using System.Collections.Frozen;
using System.Text;

namespace Spalt.Formats.Text;

/// <summary>
/// Which language a text is written in, by its commonest small words and by its script. It would rather not know than be wrong: short texts, dialect
/// and names say nothing.
/// </summary>
public static class LanguageGuess
{
    /// <summary>A text with fewer words is nobody's to judge.</summary>
    private const int FewestWords = 6;

    /// <summary>So large a part of the words must be small words of the language.</summary>
    private const double Enough = 0.2;

    /// <summary>And so many times as many as of the next best.</summary>
    private const double Clearly = 1.6;

    private static readonly (string Language, FrozenSet<string> Words)[] Small =
    [
        Of("sv", "och att det är som en på inte jag för med den har ett av till man de vi om var så men nu kan från ni du min när ska här där vad bara hur eller också någon än dom int ju blir vara mycket sig sin"),
        Of("en", "the and to of is in that it you for not are with this was have be on they we but what from your there can will would just my all about so if has do"),
        Of("no", "og jeg ikke det er på som en til av å har med for den vi et kan hva bare fra eller også noe noen mye etter må være blir når hvor hvordan nå ble deg meg seg dere hun"),
        Of("da", "og jeg ikke det er på som en til af at har med for den vi et kan hvad kun fra eller også noget nogle meget efter må være bliver når hvor hvordan nu blev dig mig sig jer hun"),
        Of("fi", "ja on ei se että en mutta kun ovat oli niin kuin myös hän tämä joka minä sinä mitä olen nyt jos vain ole sitä tai siitä kaikki mukaan voi pitää hyvä"),
        Of("de", "und der die das ist nicht ich ein eine zu mit den von auf für es dem sich auch aber wir sie wie was noch nur nach bei aus wenn oder dass sind hat war mir"),
        Of("fr", "le la les de des et est un une que qui dans pour pas je vous nous sur avec ce il elle ne plus mais par au du son cette sont être avez mon votre très"),
        Of("es", "el la los de que y en un una es no por con para se su lo como más pero del al mi este esta muy todo son ya hay sin sobre nos qué yo"),
        Of("pl", "nie to się na jest że do jak co za ale czy tak po tym od już dla mnie tylko być przez ma ich może jestem bardzo"),
        Of("so", "waa oo iyo ka ku la in ay waxaa aan soo ah ayaa uu wax si loo kale lagu maxaa"),
    ];

    private static readonly (string Language, int From, int To)[] Scripts =
        [("ru", 0x0400, 0x052F), ("el", 0x0370, 0x03FF), ("he", 0x0590, 0x05FF), ("ar", 0x0600, 0x06FF), ("th", 0x0E00, 0x0E7F), ("ja", 0x3040, 0x30FF), ("zh", 0x4E00, 0x9FFF), ("ko", 0xAC00, 0xD7AF)];

    /// <returns>
    /// ISO 639-1: one of sv, en, no, da, fi, de, fr, es, pl, so; by script alone ru, el, he, ar, th, ja, zh, ko, each for all that are written so; null
    /// where it cannot tell.
    /// </returns>
    public static string? Of(string text) => OfScript(text) ?? OfWords(Words(text));

    private static string? OfScript(string text)
    {
        var letters = text.EnumerateRunes().Where(Rune.IsLetter).ToList();
        if (letters.Count < FewestWords)
        {
            return null;
        }

        var most = Scripts.Select(s => (s.Language, Count: letters.Count(l => l.Value >= s.From && l.Value <= s.To))).MaxBy(s => s.Count);
        return most.Count * 2 > letters.Count ? most.Language : null;
    }

    private static string? OfWords(List<string> words)
    {
        if (words.Count < FewestWords)
        {
            return null;
        }

        var counts = Small.Select(s => (s.Language, Count: words.Count(s.Words.Contains))).OrderByDescending(s => s.Count).ToList();
        var (best, next) = (counts[0], counts[1]);
        if (best.Count < words.Count * Enough)
        {
            return null;
        }

        // Norwegian and Danish share their small words: which of them it is says little, that it is not Swedish says enough.
        var rival = best.Language is "no" or "da" ? counts.First(c => c.Language is not ("no" or "da")) : next;
        return best.Count >= rival.Count * Clearly ? best.Language : null;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var chunk in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var word = string.Concat(chunk.Where(char.IsLetter)).ToLowerInvariant();
            if (word.Length > 0 && !chunk.Contains("://", StringComparison.Ordinal) && !chunk.Contains('@', StringComparison.Ordinal))
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static (string Language, FrozenSet<string> Words) Of(string language, string words) => (language, words.Split(' ').ToFrozenSet(StringComparer.Ordinal));
}
