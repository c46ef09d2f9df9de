using System.Globalization;
using System.Text;

namespace Spalt.Blogs;

/// <summary>Names in addresses: <c>a–z 0–9 -</c>, as WordPress makes them of titles.</summary>
public static class Slug
{
    public const int Longest = 60;

    /// <summary>First segments below a host that no blog can be called, because something else answers there.</summary>
    private static readonly string[] Reserved = ["-", "feed", "page", "tag", "category", "author", "favicon.ico", "robots.txt"];

    public static bool IsReserved(string slug) => Reserved.Contains(slug, StringComparer.Ordinal);

    public static bool IsValid(string slug, int longest = Longest) =>
        slug.Length > 0 && slug.Length <= longest && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
        && slug[0] is not '-' && slug[^1] is not '-' && !IsReserved(slug);

    /// <summary>Makes a slug of a title: letters lose their marks (å ä → a, ö → o), the rest becomes hyphens; may be empty.</summary>
    public static string Of(string title, int longest = Longest)
    {
        var slug = new StringBuilder();
        foreach (var c in Decomposed(title).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (Letters(c) is { } letters)
            {
                slug.Append(letters);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        return Cut(slug.ToString().Trim('-'), longest);
    }

    /// <summary>
    /// The name that a segment of an address means: one typed with capitals or å, ä, ö leads to the same thing. It is not cut: names of
    /// tags and authors may be longer than a blog's.
    /// </summary>
    public static string Meant(string segment) => Of(segment, int.MaxValue);

    /// <summary>What is no Unicode text (U+FFFE, half a surrogate pair) has no decomposition, and no place in an address.</summary>
    private static string Decomposed(string title) =>
        (title.All(char.IsAscii) ? title : string.Concat(title.EnumerateRunes().Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString())))
            .Normalize(NormalizationForm.FormD);

    private static string? Letters(char c) => c switch
    {
        'ø' => "o",
        'æ' => "ae",
        'ß' => "ss",
        'đ' or 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        _ => null,
    };

    /// <summary>Cuts at a whole word where there is one.</summary>
    private static string Cut(string slug, int longest)
    {
        if (slug.Length <= longest)
        {
            return slug;
        }

        var cut = slug.LastIndexOf('-', longest);
        return (cut > longest / 2 ? slug[..cut] : slug[..longest]).Trim('-');
    }
}
