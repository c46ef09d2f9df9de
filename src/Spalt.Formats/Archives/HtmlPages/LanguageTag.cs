using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>A language as a page names it (RFC 5646 §2.1, loosely): what is kept ends up in a column and in a <c>lang</c> attribute.</summary>
internal static partial class LanguageTag
{
    /// <summary>The tag as it stands; null for anything that cannot be one.</summary>
    public static string? Of(string? named) => named is not null && Tag().IsMatch(named) ? named : null;

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Tag();
}
