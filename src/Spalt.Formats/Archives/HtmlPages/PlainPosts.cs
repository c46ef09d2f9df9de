using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spalt.Formats.Archives.TextCaptures;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Posts that were read from the text of a page whose markup names nothing get their links, pictures and addresses back: from
/// the elements around their headings, where these say word for word what the text does.
/// </summary>
internal static class PlainPosts
{
    private const int Most = 200;
    private const int Levels = 8;

    /// <param name="read">Reads a post from the one element that holds it.</param>
    public static IReadOnlyList<SavedPost> Enrich(IHtmlDocument document, IReadOnlyList<SavedPost> posts, Func<IElement, SavedPost?> read)
    {
        if (posts.Count > Most)
        {
            return posts;
        }

        List<IElement?> headings = Headings(document, posts);
        var below = new Dictionary<IElement, int>();
        foreach (IElement heading in headings.OfType<IElement>())
        {
            for (IElement? at = heading; at is not null; at = at.ParentElement)
            {
                below[at] = below.GetValueOrDefault(at) + 1;
            }
        }

        return [.. posts.Select((post, i) => headings[i] is { } heading ? Enrich(post, heading, below, read) : post)];
    }

    /// <summary>For each post the next heading that says what its headline does.</summary>
    private static List<IElement?> Headings(IHtmlDocument document, IReadOnlyList<SavedPost> posts)
    {
        List<IElement> all = [.. document.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Take(10 * Most)];
        int from = 0;
        var found = new List<IElement?>();
        foreach (string title in posts.Select(post => post.Title))
        {
            int at = title.Length == 0 ? -1 : all.FindIndex(from, heading => string.Equals(heading.Line(), title, StringComparison.Ordinal));
            found.Add(at < 0 ? null : all[at]);
            from = at < 0 ? from : at + 1;
        }
        return found;
    }

    private static SavedPost Enrich(SavedPost post, IElement heading, Dictionary<IElement, int> below, Func<IElement, SavedPost?> read)
    {
        string words = Words(heading, post.BodyHtml);
        foreach (IElement root in Roots(heading, below))
        {
            if (read(root) is not { } rich || !string.Equals(Words(heading, rich.BodyHtml), words, StringComparison.Ordinal))
            {
                continue;
            }

            return post with
            {
                BodyHtml = rich.BodyHtml,
                Images = rich.Images,
                Permalink = rich.Permalink,
                Slug = rich.Slug,
                WordPressId = rich.WordPressId,
                Published = post.Published.IsKnown ? post.Published : rich.Published,
            };
        }
        return post;
    }

    /// <summary>What may hold the post, from narrow to wide: an element around its heading, or that and what follows it.</summary>
    private static IEnumerable<IElement> Roots(IElement heading, Dictionary<IElement, int> below)
    {
        IElement? at = heading;
        for (int level = 0; level < Levels && at is not null && below[at] == 1; level++, at = at.ParentElement)
        {
            if (!ReferenceEquals(at, heading))
            {
                yield return at;
            }

            if (at.NextElementSibling is not null)
            {
                yield return WithWhatFollows(at, below);
            }
        }
    }

    private static IElement WithWhatFollows(IElement start, Dictionary<IElement, int> below)
    {
        IElement article = start.Owner!.CreateElement("article");
        foreach (INode node in start.Parent!.ChildNodes.SkipWhile(node => !ReferenceEquals(node, start)))
        {
            if (!ReferenceEquals(node, start) && node is IElement next && below.ContainsKey(next))
            {
                break;
            }

            article.AppendChild(node.Clone());
            if (node is IElement { ChildElementCount: < 4 } block && CommentLink.TryReadLine(block.Line(), out _))
            {
                break;
            }
        }
        return article;
    }

    private static string Words(IElement near, string html)
    {
        IElement body = near.Owner!.CreateElement("div");
        body.InnerHtml = html;
        return string.Concat(body.TextContent.Where(c => !char.IsWhiteSpace(c)));
    }
}
