using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>A post's author, categories and tags.</summary>
internal static partial class PostTerms
{
    private const string Terms =
        "a[rel~=tag], a[rel~=category], .cat-links a, .tags-links a, .post-categories a, .post-tags a, .wp-block-post-terms a, .entry-categories a, .entry-tags a,"
        + " .p-category, [itemprop~=articleSection], [itemprop~=keywords], .postmetadata a, .entry-meta a, .post-meta a, .entry-utility a, .entry-footer a, .meta a, .info a, header a, footer a,"
        + " " + Vocabularies;

    /// <summary>Drupal's terms, of which it does not tell what they are: most blogs have one vocabulary, of tags.</summary>
    private const string Vocabularies = ".field-type-taxonomy-term-reference a, .field--name-field-tags a, .terms a";

    private const string InBody = ".p-category, :is(" + PostScope.Details + ") a";

    public static string? AuthorOf(PostScope scope)
    {
        IElement? element = scope.First(
            ".p-author .p-name", ".vcard .fn", "[itemprop~=author] [itemprop~=name]", ".wp-block-post-author__name", ".wp-block-post-author-name", ".p-author",
            ".author-name", "a[rel~=author]", ".byline .author", ".author a", ".post-author", ".author", ".entry-author-name", ".submitted .username, .node__submitted .username", "[itemprop~=author]", ".fn");
        string name = Opening().Replace(element.Attribute("content") ?? element.Line(), "").Trim(' ', ',', '·', '|', ':');
        return name.Length is 0 or > 120 ? AuthorInFooter(scope) : name;
    }

    /// <summary>The name in <c>Posted by Anna at 9:41</c>, where nothing sets it apart from the rest.</summary>
    private static string? AuthorInFooter(PostScope scope)
    {
        foreach (IElement footer in scope.All(".post-footer, .post-byline, .posted, .submitted, .entry-footer-info, .meta").Take(4))
        {
            if (footer.Line() is { Length: <= 400 } line && PostedBy().Match(line) is { Success: true } posted)
            {
                return posted.Groups["name"].Value;
            }
        }

        return null;
    }

    public static (List<string> Categories, List<string> Tags) Of(PostScope scope)
    {
        var categories = new List<string>();
        var tags = new List<string>();
        foreach (IElement element in scope.All(Terms).Concat(scope.All(InBody, inBody: true).Where(term => !scope.IsOwn(term, inBody: false))))
        {
            bool? category = IsCategory(element);
            if (category is null)
            {
                continue;
            }

            List<string> into = category.Value ? categories : tags;
            string[] names = element.GetAttribute("itemprop") is not null && element.LocalName is not "a"
                ? (element.Attribute("content") ?? element.Line()).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : [element.Line().TrimStart('#').Trim(' ', ',')];
            into.AddRange(names.Where(name => name.Length is > 0 and <= 120 && !into.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList());
        }
        return (categories, tags);
    }

    /// <summary>True for a category, false for a tag, null for another link; block themes say <c>rel=tag</c> of both.</summary>
    private static bool? IsCategory(IElement element)
    {
        string rel = element.GetAttribute("rel") ?? "", href = element.GetAttribute("href") ?? "", property = element.GetAttribute("itemprop") ?? "";
        if (element.Closest(".tags-links, .taxonomy-post_tag, .post-tags, .tag-links, .entry-tags") is not null)
        {
            return false;
        }

        if (rel.Contains("category", StringComparison.Ordinal) || property is "articleSection"
            || element.Closest(".cat-links, .taxonomy-category, .post-categories, .entry-categories") is not null)
        {
            return true;
        }

        if (CategoryPath().IsMatch(href))
        {
            return true;
        }

        if (rel.Split(' ').Contains("tag", StringComparer.Ordinal) || property is "keywords" || element.ClassList.Contains("p-category"))
        {
            return false;
        }

        return TagPath().IsMatch(href) || element.Matches(Vocabularies) ? false : null;
    }

    [GeneratedRegex(@"^((skriven|skrivet|publicerad|publicerat|inlagt|posted|published|written) )?(av|by)\b:?\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Opening();

    [GeneratedRegex(@"(^(skriven|skrivet|publicerad|publicerat|inlagt|upplagd|upplagt|skickat|skickad|posted|published|written|submitted) (av|by) (?<name>\S.{0,59}?),? (at|kl|den|on|@|\|)[\s.]|\s[—–] (?<name>[^\s—–@][^—–@]{0,59}) @ \d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex PostedBy();

    [GeneratedRegex(@"/(category|categories|kategori|kategorier)/|[?&]cat=\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex CategoryPath();

    [GeneratedRegex(@"/(tag|tags|tagg|taggar|etikett|etiketter|search/label)/|[?&]tag=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex TagPath();
}
