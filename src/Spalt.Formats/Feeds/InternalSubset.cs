namespace Spalt.Formats.Feeds;

/// <summary>The entity declarations of a document type's internal subset (XML 1.0, section 4.2.2). Parameter and external entities are passed over.</summary>
internal static class InternalSubset
{
    private const string Mark = "<!ENTITY";

    public static void Declare(ReadOnlySpan<char> subset, CharacterReferences references)
    {
        while (subset.IndexOf(Mark) is >= 0 and var start)
        {
            subset = subset[(start + Mark.Length)..].TrimStart();
            var nameEnd = subset.IndexOfAny(" \t\r\n");
            if (nameEnd < 0)
            {
                return;
            }

            var name = subset[..nameEnd];
            subset = subset[nameEnd..].TrimStart();
            if (subset is not ['"' or '\'', ..])
            {
                continue;
            }

            var close = subset[1..].IndexOf(subset[0]);
            if (close < 0)
            {
                return;
            }

            references.Declare(name.ToString(), subset.Slice(1, close));
            subset = subset[(close + 2)..];
        }
    }
}
