using System.Text.RegularExpressions;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

internal enum PageHeadingKind
{
    Tag,
    Category,
    Author,
    Period,
}

/// <summary>
/// The heading of an archive page, <c>Etikett: Umeå</c>, <c>Månad: februari 2020</c>. It says of every post on the page what
/// its name says, so a post is given the tag or category unless it has it, and the author or period where it tells none.
/// </summary>
internal sealed partial record PageHeading(string Text, PageHeadingKind Kind, string Name, PartialDate Period)
{
    /// <summary>The heading of a page of which only the window's title tells: it names the blog behind a dash or bar.</summary>
    public static PageHeading? TryReadTitle(string title)
    {
        int blog = BlogName().Match(title) is { Success: true } match ? match.Index : title.Length;
        return TryRead(title[..blog]);
    }

    public static PageHeading? TryRead(string line)
    {
        if (line.Length > 120)
        {
            return null;
        }

        Match match = Form().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string name = match.Groups["name"].Value.Trim(' ', '\u00A0', '"', '”', '“', '‘', '’', '\'', '«', '»');
        PageHeadingKind kind = KindOf(match);
        PartialDate period = kind == PageHeadingKind.Period ? WrittenDate.Parse(name) : PartialDate.Unknown;
        return kind == PageHeadingKind.Period && !period.IsKnown ? null : new PageHeading(line, kind, name, period);
    }

    private static PageHeadingKind KindOf(Match match)
    {
        if (match.Groups["tag"].Success)
        {
            return PageHeadingKind.Tag;
        }

        if (match.Groups["category"].Success)
        {
            return PageHeadingKind.Category;
        }

        return match.Groups["author"].Success ? PageHeadingKind.Author : PageHeadingKind.Period;
    }

    /// <summary>The post with what this heading says of it.</summary>
    public SavedPost Tell(SavedPost post) => Kind switch
    {
        PageHeadingKind.Tag when !post.Tags.Contains(Name, StringComparer.OrdinalIgnoreCase) => post with { Tags = [.. post.Tags, Name] },
        PageHeadingKind.Category when !post.Categories.Contains(Name, StringComparer.OrdinalIgnoreCase) => post with { Categories = [.. post.Categories, Name] },
        PageHeadingKind.Author when post.AuthorName is null => post with { AuthorName = Name },
        PageHeadingKind.Period when !post.Published.IsKnown => post with { Published = Period },
        _ => post,
    };

    [GeneratedRegex(@"\s[|–—«»-]\s", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex BlogName();

    [GeneratedRegex(
        """
        ^(?:
          (?<tag> (?:etikett|tagg|taggarkiv|etikettarkiv|tag|tag\ archives?|posts\ tagged|inlägg\ (?:taggade|märkta)(?:\ med)?) )
          | (?<category> (?:kategori|kategoriarkiv|ämne|category|category\ archives?|arkiv\ för\ kategorin) )
          | (?<author> (?:författare|författararkiv|author|author\ archives?) )
          | (?: månad | månadsarkiv | dag | dagsarkiv | dagarkiv | år | årsarkiv | month | monthly\ archives? | day | daily\ archives? | year | yearly\ archives? )
          | (?<bare> arkiv\ för | archives?\ for )
        )
        (?(bare) \s+ | (?: \s*[:–-]\s* | \s+(?=["”“‘’'«]) ) ) (?<name>.{1,80})$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Form();
}
