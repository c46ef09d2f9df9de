using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>A post's headline in its element.</summary>
internal static partial class PostTitle
{
    public const string Selector = ".entry-title, .p-name, .wp-block-post-title, .post-title, [itemprop~=headline], h1, h2, h3";

    /// <summary>Where the headline of a page's only post stands when it is outside the post's own element.</summary>
    public const string OfPage = "h1.entry-title, .wp-block-post-title, h1.post-title, h1.p-name, main h1, h1#page-title, h1.page-title, h1.title, #content h1, #main h1";

    /// <summary>The element of the headline; for the only post of a page it may stand outside the post's own element.</summary>
    public static IElement? Find(PostScope scope, IHtmlDocument document, bool alone)
    {
        IElement? found = scope.First(
            ".entry-title", ".wp-block-post-title", ".post-title", "[itemprop~=headline]:not(meta)", "h1.p-name, h2.p-name, h3.p-name", ".p-name")
            ?? scope.First("h1:not(.field-label)", "h2:not(.field-label)", "h3:not(.field-label)");
        if (found is not null && !IsPeople(found, scope.Root))
        {
            return found;
        }

        return alone ? document.QuerySelector(OfPage) : null;
    }

    public static string TextOf(IElement? title) => PermalinkSign().Replace(title.Line(), "");

    [GeneratedRegex(@"(\s#|\s?[¶§🔗])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex PermalinkSign();

    /// <summary>Whether a <c>p-name</c> is the author's.</summary>
    private static bool IsPeople(IElement element, IElement root)
    {
        for (IElement? at = element; at is not null && !ReferenceEquals(at, root); at = at.ParentElement)
        {
            if (at.ClassList.Contains("h-card") || at.ClassList.Contains("p-author") || at.ClassList.Contains("vcard"))
            {
                return true;
            }
        }

        return false;
    }
}
