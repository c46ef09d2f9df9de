namespace Spalt.Formats.Archives;

public enum SavedPageWarningKind
{
    /// <summary>The page claims one charset and is written in another; the detail is the claim.</summary>
    CharsetClaimIsWrong,

    /// <summary>UTF-8 with stray bytes, each read as windows-1252; the detail is their number.</summary>
    BrokenUtf8Repaired,

    /// <summary>UTF-8 that had been encoded twice ("Ã¥") was undone; the detail is the number of letters.</summary>
    DoubleEncodingUndone,

    /// <summary>The page holds only the beginning of a post; the detail is its name.</summary>
    ExcerptOnly,

    /// <summary>The page states another number of comments than it holds; the detail is the post's name.</summary>
    CommentsMissing,

    /// <summary>The HTML is nested deeper or is larger than a page is: what lies beyond was not read.</summary>
    TooDeep,
}

/// <summary>Something about the page that the person who imports it should know.</summary>
public sealed record SavedPageWarning(SavedPageWarningKind Kind, string? Detail = null)
{
    private const int LongestName = 60;

    /// <summary>What a post is called: its title, else its first words, else something that finds it.</summary>
    internal static string NameOf(string title, string text, string otherwise)
    {
        if (title.Length > 0)
        {
            return title;
        }

        if (text.Length <= LongestName)
        {
            return text.Length > 0 ? text : otherwise;
        }

        int end = text.LastIndexOf(' ', LongestName);
        return text[..(end > 0 ? end : LongestName)] + "…";
    }
}
