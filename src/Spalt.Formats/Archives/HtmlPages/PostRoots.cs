using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// The elements that hold the page's posts, by the best evidence the page gives: microformats and schema.org, then themes'
/// classes, then a body's class beside a heading, then a plain article. A post inside a comment, a sidebar or another post is none.
/// </summary>
internal static class PostRoots
{
    /// <summary>No page shows more posts; it bounds the work on a hostile one.</summary>
    private const int Most = 2000;

    private const string Bodies = ".entry-content, .e-content, .wp-block-post-content, .post-content, .post-body, .gh-content, [itemprop~=articleBody], .entry-summary, .field-name-body, .field--name-body, .entry:not(article)";

    private const string OnePost = "body.single, body.single-post, body.post-template, body.item-view, meta[property='og:type'][content='article']";

    public static IReadOnlyList<IElement> Find(IHtmlDocument document)
    {
        List<IElement> found = Candidates(document);
        return found.Count > 0 && document.QuerySelector(OnePost) is not null ? WithWholeBody(document, found) : found;
    }

    /// <summary>On the page of one post others may be shown to go on to: by their names, pictures and first words, where it has its whole text.</summary>
    private static List<IElement> WithWholeBody(IHtmlDocument document, List<IElement> found)
    {
        List<IElement> whole = found.FindAll(root => root.QuerySelector(PostBody.Whole) is not null);
        if (whole.Count > 0)
        {
            return whole;
        }

        return Choose(AroundBodies(document, PostBody.Whole)) is { Count: > 0 } around ? around : found;
    }

    private static List<IElement> Candidates(IHtmlDocument document)
    {
        var entries = new List<IElement>();
        var posts = new List<IElement>();
        var articles = new List<IElement>();
        Walk(document.Body, entries, posts, articles);
        if (Choose(entries) is { Count: > 0 } best)
        {
            return best;
        }

        if (Choose(posts.FindAll(HasHeadingAndText)) is { Count: > 0 } themed)
        {
            return themed;
        }

        if (Choose(AroundBodies(document, Bodies)) is { Count: > 0 } around)
        {
            return around;
        }

        if (Choose(articles.FindAll(HasHeadingAndText)) is { Count: > 0 } plain)
        {
            return plain;
        }

        return Choose(posts) is [var only] && document.QuerySelector(PostTitle.OfPage) is not null ? [only] : [];
    }

    /// <summary>All candidates in document order, without those in comments and sidebars.</summary>
    private static void Walk(IElement? from, List<IElement> entries, List<IElement> posts, List<IElement> articles)
    {
        if (from is null)
        {
            return;
        }

        foreach (IElement element in from.Children)
        {
            if (PageElements.IsComment(element) || PageElements.IsCommentArea(element))
            {
                continue;
            }

            bool entry = PageElements.IsEntry(element);
            if (!entry && PageElements.IsAside(element))
            {
                continue;
            }

            if (entry && entries.Count < Most)
            {
                entries.Add(element);
            }

            if (posts.Count < Most && PageElements.IsPost(element))
            {
                posts.Add(element);
            }

            if (articles.Count < Most && element.LocalName is "article")
            {
                articles.Add(element);
            }

            Walk(element, entries, posts, articles);
        }
    }

    /// <summary>The outermost candidates; but those inside where one only wraps several of them, as a list or as WordPress's static page that shows posts.</summary>
    private static List<IElement> Choose(List<IElement> candidates)
    {
        var chosen = new List<IElement>();
        int at = 0;
        while (at < candidates.Count)
        {
            IElement outer = candidates[at];
            int end = at + 1;
            while (end < candidates.Count && IsInside(candidates[end], outer))
            {
                end++;
            }

            List<IElement> inner = end - at > 2 ? Choose(candidates[(at + 1)..end]).FindAll(element => outer.ClassList.Contains("type-page") || !IsInBody(element, outer)) : [];
            if (inner.Count > 1)
            {
                chosen.AddRange(inner);
            }
            else
            {
                chosen.Add(outer);
            }

            at = end;
        }
        return chosen;
    }

    private static List<IElement> AroundBodies(IHtmlDocument document, string bodies)
    {
        var found = new List<IElement>();
        foreach (IElement body in document.QuerySelectorAll(bodies).Take(Most / 10))
        {
            IElement? around = body.ParentElement;
            while (around is not null && around.LocalName is not "body" && !HasTitleBeside(around, body))
            {
                around = around.ParentElement;
            }

            if (around is not null && HasTitleBeside(around, body) && !found.Contains(around) && !IsInAside(body))
            {
                found.Add(around);
            }
        }
        return found;
    }

    private static bool HasTitleBeside(IElement around, IElement body) =>
        around.QuerySelectorAll(PostTitle.Selector).Any(title => !body.Contains(title));

    private static bool HasHeadingAndText(IElement element) =>
        element.QuerySelector("h1, h2, h3, h4, h5, h6, .entry-title, .post-title") is { } heading
        && element.TextContent.AsSpan().Trim().Length > heading.TextContent.AsSpan().Trim().Length;

    private static bool IsInside(IElement element, IElement outer)
    {
        for (IElement? at = element.ParentElement; at is not null; at = at.ParentElement)
        {
            if (ReferenceEquals(at, outer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInBody(IElement element, IElement outer)
    {
        for (IElement? at = element.ParentElement; at is not null && !ReferenceEquals(at, outer); at = at.ParentElement)
        {
            if (at.Matches(Bodies))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInAside(IElement element)
    {
        for (IElement? at = element; at is not null; at = at.ParentElement)
        {
            if (PageElements.IsAside(at) || PageElements.IsComment(at) || PageElements.IsCommentArea(at))
            {
                return true;
            }
        }

        return false;
    }
}
