using AngleSharp.Dom;
using Spalt.Formats.Archives.TextCaptures;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>The body of a post, a copy without what the page put in and around it.</summary>
internal sealed class PostBody
{
    private static readonly string[] Full =
    [
        ".entry-content", ".e-content", ".wp-block-post-content", "[itemprop~=articleBody]:not(meta)", ".post-content", ".post-body", ".entry-body",
        ".article-content", ".article-body", ".gh-content", ".storycontent", ".post-text", ".field-name-body", ".field--name-body", ".node__content", ".node > .content", ".entry:not(article)",
    ];

    /// <summary>Any element that holds a post's whole text.</summary>
    public static readonly string Whole = string.Join(", ", Full);

    private static readonly string[] Excerpts = [".entry-summary", ".p-summary", ".wp-block-post-excerpt", ".post-excerpt", "[itemprop~=description]:not(meta)"];

    private readonly IReadOnlyList<Uri> _own;
    private readonly bool _isFull;

    private PostBody(IElement? source, IElement copy, IReadOnlyList<Uri> own, bool isFull)
    {
        Source = source;
        Copy = copy;
        _own = own;
        _isFull = isFull;
        IsExcerpt = source is not null && !isFull;
    }

    /// <summary>The page's own element of the body; null where the post's element holds all and everything.</summary>
    public IElement? Source { get; }

    public IElement Copy { get; }

    public bool IsExcerpt { get; private set; }

    /// <summary>By-line that stood as the first paragraph, as the newspaper's portal writes it.</summary>
    public ByLine? ByLine { get; private set; }

    /// <summary>Date that stood as the first paragraph of a post without an element for its body.</summary>
    public PartialDate Published { get; private set; }

    /// <summary>Comment link that stood as the last paragraph.</summary>
    public CommentLink? Closing { get; private set; }

    /// <summary>The page's own element of the body, if there is one.</summary>
    /// <param name="isFull">Whether it holds the whole and not an excerpt.</param>
    public static IElement? Find(PostScope scope, out bool isFull)
    {
        IElement? full = OutsideOfTitle(scope, Full);
        isFull = full is not null;
        return full ?? OutsideOfTitle(scope, Excerpts);
    }

    /// <param name="scope">With its body found.</param>
    /// <param name="own">Where post and page were, as far as that is known.</param>
    public static PostBody Of(PostScope scope, IElement? title, bool isFull, IReadOnlyList<Uri> own)
    {
        var copy = (IElement)(scope.Body ?? scope.Root).Clone(deep: true);
        if (scope.Body is null)
        {
            StripAround(copy, scope, title);
        }

        var body = new PostBody(scope.Body, copy, own, isFull);
        body.Strip();
        string headline = PostTitle.TextOf(title);
        IElement? again = copy.QuerySelector("h1, h2, h3, h4");
        if (again is not null && headline.Length > 0 && string.Equals(PostTitle.TextOf(again), headline, StringComparison.Ordinal))
        {
            again.Remove();
        }

        return body;
    }

    /// <summary>A link to read on may stand under the body: it leads to the post itself.</summary>
    public void LookForReadOn(PostScope scope, string? permalink, PageAddress address) =>
        IsExcerpt |= permalink is not null && Source is not null && scope.All(BodyFurniture.ReadOn).Take(4)
            .Any(link => string.Equals(address.Resolve(link.GetAttribute("href"))?.Split('#')[0], permalink, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts the introduction that the author wrote above the body in front of it; not one that only repeats how it begins.</summary>
    public void TakeIntroduction(PostScope scope)
    {
        if (!_isFull || scope.First(".entry-summary", ".intro-text", ".article-excerpt", ".gh-article-excerpt", ".preamble, .ingress, .lead, .standfirst") is not { } found)
        {
            return;
        }

        var introduction = (IElement)found.Clone(deep: true);
        BodyFurniture.Strip(introduction, _own, out _);
        string words = introduction.Line().TrimEnd(' ', '[', ']', '…', '.');
        if (words.Length > 0 && !Copy.Line().Contains(words, StringComparison.Ordinal))
        {
            Copy.Prepend(introduction);
        }
    }

    public string Html(PageAddress address)
    {
        foreach (IElement link in Copy.QuerySelectorAll("a[href]"))
        {
            if (link.GetAttribute("href") is { Length: > 0 } href && href[0] != '#' && address.Resolve(href) is { } target)
            {
                link.SetAttribute("href", target);
            }
        }

        return Copy.Inside();
    }

    private static IElement? OutsideOfTitle(PostScope scope, string[] selectors)
    {
        foreach (string selector in selectors)
        {
            if (scope.All(selector).FirstOrDefault(element => !string.IsNullOrWhiteSpace(element.TextContent) || element.QuerySelector("img, iframe, video") is not null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Without the headline, by-line and comments of a post that has no element for its body alone.</summary>
    private static void StripAround(IElement copy, PostScope scope, IElement? title)
    {
        string headline = PostTitle.TextOf(title);
        IElement? heading = copy.QuerySelectorAll(PostTitle.Selector).FirstOrDefault(element => string.Equals(PostTitle.TextOf(element), headline, StringComparison.Ordinal));
        if (heading is not null && title is not null && scope.Root.Contains(title))
        {
            heading.Remove();
        }

        Remove(copy, ".byline, .author, .vcard, .p-author, .posted-on, .date, .post-date, .entry-date, .dt-published, .cat-links, .tags-links, .p-category, .u-url, .u-like, .likes, footer, [itemprop=author], [itemprop=datePublished], [itemprop=dateModified], time, a[rel~=tag], a[rel~=author], a[rel~=bookmark]");
        foreach (IElement element in copy.QuerySelectorAll("*").Where(element => PageElements.IsComment(element) || PageElements.IsCommentArea(element) || PageElements.IsAside(element)).ToList())
        {
            element.Remove();
        }

        foreach (IElement header in copy.QuerySelectorAll("header").Where(IsHeadOnly).ToList())
        {
            header.Remove();
        }
    }

    /// <summary>Whether a header holds nothing but by-line and date; an ingress or an image in it is the post's.</summary>
    private static bool IsHeadOnly(IElement header) =>
        header.QuerySelector("img, figure") is null && (header.QuerySelector("p") is null || (header.Line() is { Length: <= 200 } line && PostDate.FirstIn(line).IsKnown));

    private void Strip()
    {
        foreach (IElement lazy in Copy.QuerySelectorAll("noscript").ToList())
        {
            lazy.Remove();
        }

        BodyFurniture.Strip(Copy, _own, out bool excerpt);
        IsExcerpt |= excerpt;
        foreach (IComment comment in Copy.Descendants<IComment>().ToList())
        {
            comment.Remove();
        }

        StripPortal(Source is null);
        foreach (IElement empty in Copy.QuerySelectorAll("p, figcaption, .wp-caption-text").Where(IsEmpty).ToList())
        {
            empty.Remove();
        }
    }

    /// <summary>The by-line above the first paragraph and the comment link under the last, where the portal put them into the body.</summary>
    private void StripPortal(bool dated)
    {
        if (Leaf(Copy, first: true) is { } top && ByLine.TryRead(top.Line()) is { } byLine && (byLine.Link is not null || (dated && byLine.Published.IsKnown)))
        {
            ByLine = byLine;
            top.Remove();
        }
        else if (dated && Leaf(Copy, first: true) is { } meta && IsDateLine(meta.Line(), out PartialDate date))
        {
            Published = date;
            meta.Remove();
        }

        if (Leaf(Copy, first: false) is { } bottom && CommentLink.TryReadLine(bottom.Line(), out CommentLink link)
            && (ByLine is not null || bottom.LocalName is "a" || bottom.QuerySelector("a") is not null))
        {
            Closing = link;
            bottom.Remove();
        }
    }

    /// <summary>Whether a line is a date and a few names beside it.</summary>
    private static bool IsDateLine(string line, out PartialDate date)
    {
        date = PartialDate.Unknown;
        return line.Length <= 120 && WrittenDate.TryFind(line, out date, out Range place) && date.Precision >= DatePrecision.Day
            && (line[place].Length * 3 > line.Length || line.AsSpan().IndexOfAny("|·•") >= 0) && line[^1] is not ('.' or '!' or '?');
    }

    /// <summary>The first or last block with text, of those that hold no other block.</summary>
    private static IElement? Leaf(IElement root, bool first)
    {
        IElement? at = root;
        while (at is not null)
        {
            IEnumerable<IElement> children = first ? at.Children : at.Children.Reverse();
            IElement? child = children.FirstOrDefault(element => !string.IsNullOrWhiteSpace(element.TextContent));
            if (child?.LocalName is "a" && at.Children.Any(IsBlock))
            {
                return child;
            }

            if (child is null || child.LocalName is "a" or "span" or "b" or "strong" or "em" or "i" or "time")
            {
                break;
            }

            at = child;
        }
        return ReferenceEquals(at, root) ? null : at;
    }

    private static bool IsBlock(IElement element) => element.LocalName is "p" or "div" or "ul" or "ol" or "blockquote" or "section" or "figure";

    private static bool IsEmpty(IElement element) =>
        string.IsNullOrWhiteSpace(element.TextContent.Replace("\u200B", "", StringComparison.Ordinal))
        && element.QuerySelector("img, iframe, video, audio, embed, picture, svg, input, canvas") is null;

    private static void Remove(IElement from, string selector)
    {
        foreach (IElement element in from.QuerySelectorAll(selector).ToList())
        {
            element.Remove();
        }
    }
}
