using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>What an element of a blog's page is, by its name, classes and microdata.</summary>
internal static class PageElements
{
    private static readonly FrozenSet<string> EntryClasses = Set("hentry", "h-entry");

    private static readonly FrozenSet<string> PostClasses =
        Set("post", "wp-block-post", "type-post", "blog-post", "blogpost", "blog-entry", "inlagg", "post-entry", "single-post-content");

    private static readonly FrozenSet<string> EntryTypes =
        Set("BlogPosting", "Article", "NewsArticle", "OpinionNewsArticle", "SocialMediaPosting", "ReportageNewsArticle", "LiveBlogPosting");

    /// <summary>What Drupal calls a post in RDFa, by SIOC and schema.org.</summary>
    private static readonly FrozenSet<string> EntryRdf = Set("sioct:BlogPost", "sioc:BlogPost", "schema:BlogPosting", "schema:Article");

    private static readonly FrozenSet<string> CommentClasses =
        Set("comment", "p-comment", "u-comment", "pingback", "trackback", "h-cite", "comment-body");

    private static readonly FrozenSet<string> CommentAreas = Set(
        "comments-area", "comment-list", "commentlist", "wp-block-comments", "comments", "comment-respond", "respond", "comments-list", "comment-form",
        "wp-block-comment-template", "commentform", "comment-wrapper");

    private static readonly FrozenSet<string> Asides = Set(
        "sidebar", "widget", "widget-area", "secondary", "related-posts", "relatedposts", "jp-relatedposts", "yarpp-related", "post-navigation",
        "nav-links", "nav-single", "nav-below", "nav-above", "author-info", "author-box", "author-bio", "wp-block-latest-posts", "sharedaddy", "site-footer", "colophon");

    /// <summary>A post by microformats or schema.org.</summary>
    public static bool IsEntry(IElement element) => Has(element, EntryClasses) || IsType(element, EntryTypes) || Has(element.GetAttribute("typeof"), EntryRdf);

    /// <summary>A post by the classes that themes use.</summary>
    public static bool IsPost(IElement element) =>
        element.LocalName is "div" or "article" or "li" or "section"
        && (Has(element, PostClasses) || IsNode(element) || (element.Id?.StartsWith("post-", StringComparison.Ordinal) == true && long.TryParse(element.Id.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out _)));

    /// <summary>A post, or whatever else is a page of its own in Drupal.</summary>
    private static bool IsNode(IElement element) =>
        element.ClassList.Contains("node") && element.ClassList.Any(name => name.StartsWith("node-", StringComparison.Ordinal));

    public static bool IsComment(IElement element) =>
        Has(element, CommentClasses) || IsType(element, "Comment") || IsType(element, "UserComments")
        || (element.Id is { } id && (id.StartsWith("comment-", StringComparison.Ordinal) || id.StartsWith("li-comment-", StringComparison.Ordinal)) && char.IsAsciiDigit(id[^1]));

    public static bool IsCommentArea(IElement element) =>
        element.LocalName is not ("body" or "html" or "a") && (Has(element, CommentAreas) || (element.Id is { } id && CommentAreas.Contains(id)));

    public static bool IsAside(IElement element) =>
        element.LocalName is "aside" or "nav"
        || (element.LocalName is not ("body" or "html" or "main" or "article") && ((Has(element, Asides) && !element.ClassList.Contains("Blog")) || (element.Id is { } id && Asides.Contains(id))));

    public static bool IsHeading(IElement element) => element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    private static bool Has(IElement element, FrozenSet<string> classes) => Has(element.ClassName, classes);

    private static bool Has(string? own, FrozenSet<string> classes)
    {
        if (string.IsNullOrEmpty(own) || own.Length > 4000)
        {
            return false;
        }

        foreach (Range part in own.AsSpan().SplitAny(" \t\n\r\f"))
        {
            if (classes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(own.AsSpan(part)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsType(IElement element, FrozenSet<string> types) => TypeOf(element) is { } type && types.Contains(type);

    private static bool IsType(IElement element, string type) => string.Equals(TypeOf(element), type, StringComparison.Ordinal);

    private static string? TypeOf(IElement element)
    {
        string? type = element.GetAttribute("itemtype");
        return type is not null && type.Contains("schema.org/", StringComparison.Ordinal) ? type.Trim()[(type.Trim().LastIndexOf('/') + 1)..] : null;
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
