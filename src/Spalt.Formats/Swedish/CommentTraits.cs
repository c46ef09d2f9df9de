using System.Text;

namespace Spalt.Formats.Swedish;

/// <summary>Something that a text has: a word's stem, two that follow each other, a piece of a word, or a shape.</summary>
/// <param name="Key">By which it is counted. What is no word begins with a sign that no word has.</param>
/// <param name="Shown">The words of the text that it is, or is of; null for what says nothing to people.</param>
internal readonly record struct CommentTrait(string Key, string? Shown);

/// <summary>What a comment is made of, as the classifier counts it: each trait once, however often it comes.</summary>
internal static class CommentTraits
{
    /// <summary>Of a longer word, and of an address without spaces, so much says enough.</summary>
    private const int LongestWord = 40;

    /// <summary>Compounds are many and seldom: from so many letters on their pieces count too.</summary>
    private const int LongWord = 9;
    private const int Piece = 4;

    /// <summary>Bounds what one text can teach or cost.</summary>
    private const int MostWords = 1_200;

    public static IReadOnlyCollection<CommentTrait> Of(string text)
    {
        var traits = new Dictionary<string, CommentTrait>(text.Length, StringComparer.Ordinal);
        string? before = null, beforeShown = null;
        foreach (var (word, isAddress) in Words(text).Take(MostWords))
        {
            if (isAddress)
            {
                Add("#address");
                before = null;
                continue;
            }

            var lower = word.ToLowerInvariant();
            if (char.IsAsciiDigit(lower[0]))
            {
                Add(lower.Length > 4 ? "#long number" : "#number");
                before = null;
                continue;
            }

            var stem = SwedishStemmer.Stem(lower);
            Add(stem, word);
            Add(before + " " + stem, before is null ? null : beforeShown + " " + word);
            for (var i = 0; lower.Length >= LongWord && i + Piece <= lower.Length; i++)
            {
                Add(string.Concat("-", lower.AsSpan(i, Piece)), word);
            }

            (before, beforeShown) = (stem, word);
        }

        foreach (var shape in Shapes(text))
        {
            Add(shape);
        }

        return traits.Values;

        void Add(string key, string? shown = null) => traits.TryAdd(key, new(key, shown));
    }

    /// <summary>Words and numbers in order; what has a scheme, an at-sign or points between letters is an address.</summary>
    private static IEnumerable<(string Word, bool IsAddress)> Words(string text)
    {
        foreach (var chunk in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsAddress(chunk))
            {
                yield return (chunk, true);
                continue;
            }

            var from = 0;
            for (var i = 0; i <= chunk.Length; i++)
            {
                if (i < chunk.Length && char.IsLetterOrDigit(chunk[i]))
                {
                    continue;
                }

                if (i > from)
                {
                    yield return (chunk.Substring(from, Math.Min(i - from, LongestWord)), false);
                }

                from = i + 1;
            }
        }
    }

    private static bool IsAddress(string chunk)
    {
        var point = chunk.IndexOf('.', StringComparison.Ordinal);
        return chunk.Contains("://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || chunk.Contains('@', StringComparison.Ordinal)
            || (point > 1 && point + 2 < chunk.Length && char.IsAsciiLetter(chunk[point - 1]) && char.IsAsciiLetterLower(chunk[point + 1]) && char.IsAsciiLetterLower(chunk[point + 2]));
    }

    private static IEnumerable<string> Shapes(string text)
    {
        var letters = text.Count(char.IsLetter);
        var capitals = text.Count(char.IsUpper);
        var words = 1 + text.Count(char.IsWhiteSpace);
        if (letters >= 10 && capitals * 2 > letters)
        {
            yield return "#capitals";
        }

        if (text.Contains("!!", StringComparison.Ordinal))
        {
            yield return "#!!";
        }
        else if (text.Contains('!', StringComparison.Ordinal))
        {
            yield return "#!";
        }

        if (text.Contains('?', StringComparison.Ordinal))
        {
            yield return "#?";
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return "#%";
        }

        if (text.Any(c => c is '€' or '$' or '£'))
        {
            yield return "#money";
        }

        if (text.EnumerateRunes().Any(r => r.Value > 0xFFFF))
        {
            yield return "#picture";
        }

        yield return words switch { < 5 => "#a few words", < 12 => "#a line", < 40 => "#some lines", _ => "#long" };
        yield return text.TrimEnd() is [.., '.' or '!' or '?' or '”' or ')'] ? "#ends" : "#does not end";
    }
}
