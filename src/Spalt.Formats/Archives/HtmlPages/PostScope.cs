using AngleSharp.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>What belongs to one post inside its element: not its comments, nor posts quoted in it.</summary>
internal sealed class PostScope(IElement root)
{
    /// <summary>What themes say of a post in a line of its own, some of them inside the body.</summary>
    public const string Details = ".postmetadata, .entry-meta, .post-meta, .entry-footer, .cat-links, .tags-links, .field-type-taxonomy-term-reference, .field--name-field-tags, .terms";

    public IElement Root => root;

    /// <summary>The element that holds the body, once it is found; what lies in it says nothing about the post.</summary>
    public IElement? Body { get; set; }

    /// <summary>The post's own elements that match, outside its body unless asked for.</summary>
    public IEnumerable<IElement> All(string selector, bool inBody = false) =>
        root.QuerySelectorAll(selector).Where(element => IsOwn(element, inBody));

    /// <summary>The first match of the first selector that has one.</summary>
    public IElement? First(params ReadOnlySpan<string> selectors)
    {
        foreach (string selector in selectors)
        {
            if (All(selector).FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public bool IsOwn(IElement element, bool inBody)
    {
        for (IElement? at = element; at is not null && !ReferenceEquals(at, root); at = at.ParentElement)
        {
            if (ReferenceEquals(at, Body) && !inBody)
            {
                return false;
            }

            if (PageElements.IsComment(at) || PageElements.IsCommentArea(at))
            {
                return false;
            }

            if (!ReferenceEquals(at, Body) && PageElements.IsAside(at))
            {
                return false;
            }
        }
        return true;
    }
}
