using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spalt.Formats.Archives.TextCaptures;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>Reads the posts of a page from its HTML; what the markup does not tell is completed from its structured data.</summary>
internal sealed class HtmlReader
{
    private readonly IHtmlDocument _document;
    private readonly PageAddress _address;
    private readonly List<StructuredPost> _structured;
    private readonly IReadOnlyList<IElement> _roots;
    private readonly Dictionary<IElement, PartialDate> _days;

    private HtmlReader(IHtmlDocument document, DecodedPage page)
    {
        _document = document;
        ArchivedPage.Undo(document);
        CommentsInDl.Regroup(document);
        PostImages.WriteSmilies(document);
        _address = PageAddress.Of(document, page);
        _structured = StructuredData.Read(document);
        _roots = PostRoots.Find(document);
        _days = DayHeadings.Of(document, _roots);
    }

    /// <summary>The page, or null where no post was found.</summary>
    public static SavedPage? TryRead(DecodedPage page)
    {
        string html = HtmlLimits.Apply(page.Text, out bool cut);
        if (cut)
        {
            page.Warnings.Add(new(SavedPageWarningKind.TooDeep));
        }

        var reader = new HtmlReader(HtmlTree.Parse(html), page);

        List<SavedPost> posts = [.. reader._roots.Select((root, i) => reader.Read(root, i + 1, page.Warnings)).OfType<SavedPost>()];
        if (posts.Count == 0)
        {
            posts = [.. reader._structured.Where(post => post is { Body: not null, Headline: not null }).Select(reader.FromDataAlone)];
        }

        if (posts.Count == 0)
        {
            if (reader.FromText(page) is { } captured)
            {
                return captured;
            }

            posts = [.. HeadedSections.Find(reader._document).Select((section, i) => reader.Read(section, i + 1, page.Warnings)).OfType<SavedPost>()];
        }

        if (posts.Count == 0)
        {
            return null;
        }

        string? heading = reader.Heading(posts, out PageHeading? archive);
        if (archive is not null)
        {
            posts = [.. posts.Select(archive.Tell)];
        }

        return new SavedPage(SavedPageKind.Html, heading, page.Encoding, reader._address.Page, posts, page.Warnings);
    }

    /// <summary>The portal's by-lines in markup that names nothing: the page is read as the text that it shows.</summary>
    private SavedPage? FromText(DecodedPage page)
    {
        if (_document.Body is not { } body || CaptureReader.TryRead(page with { Text = body.Lines() }) is not { } found)
        {
            return null;
        }

        IReadOnlyList<SavedPost> posts = PlainPosts.Enrich(_document, found.Posts, root => Read(root, number: 0, warnings: []));
        return found with { Kind = SavedPageKind.Html, Heading = found.Heading ?? Heading(posts, out _), Address = _address.Page, Posts = posts };
    }

    private SavedPost? Read(IElement root, int number, List<SavedPageWarning> warnings)
    {
        bool alone = _roots.Count == 1;
        var scope = new PostScope(root);
        IElement? titleElement = PostTitle.Find(scope, _document, alone);
        scope.Body = PostBody.Find(scope, out bool isFull);
        string? permalink = PermalinkOf(scope, titleElement, alone);
        PostBody body = PostBody.Of(scope, titleElement, isFull, [.. new[] { permalink, _address.Page }.Select(WebAddress.Of).OfType<Uri>()]);
        body.LookForReadOn(scope, permalink, _address);
        PostImages.TakeFeatured(scope, body);
        body.TakeIntroduction(scope);
        List<SavedImage> images = PostImages.Read(body.Copy, _address);
        string html = body.Html(_address), title = PostTitle.TextOf(titleElement);
        if (html.Length == 0 && title.Length == 0)
        {
            return null;
        }

        ByLine? byLine = body.ByLine ?? ByLineIn(scope);
        StructuredPost? data = DataOf(title, permalink, alone);
        (List<string> categories, List<string> tags) = PostTerms.Of(scope);
        List<SavedComment> comments = HtmlComments.Read(alone ? _document.DocumentElement : root, _address, out int pings);
        int? count = PostCounts.Comments(scope) ?? byLine?.Link?.Count ?? body.Closing?.Count ?? (alone ? PostCounts.CommentsByHeading(_document.DocumentElement) : null) ?? data?.CommentCount;
        if (count > comments.Count)
        {
            count = Math.Max(comments.Count, count.Value - pings);
        }

        string name = SavedPageWarning.NameOf(title, body.Copy.Line(), permalink ?? string.Create(CultureInfo.InvariantCulture, $"#{number}"));
        if (body.IsExcerpt)
        {
            warnings.Add(new(SavedPageWarningKind.ExcerptOnly, name));
        }

        if (count > comments.Count)
        {
            warnings.Add(new(SavedPageWarningKind.CommentsMissing, name));
        }

        return new SavedPost(title, html)
        {
            IsExcerpt = body.IsExcerpt,
            AuthorName = PostTerms.AuthorOf(scope) ?? byLine?.Author ?? data?.Author ?? (alone ? Meta("meta[name=author]") : null),
            Published = Known(PostDate.Of(scope), byLine?.Published, body.Published, data?.Published, alone ? WrittenDate.Parse(Meta("meta[property='article:published_time']")) : null, _days.GetValueOrDefault(root), PageAddress.DateOf(permalink)),
            Categories = FirstFilled(categories, byLine?.Categories, data?.Sections),
            Tags = FirstFilled(tags, data?.Keywords),
            Permalink = permalink,
            Slug = PageAddress.SlugOf(permalink),
            WordPressId = IdOf(root, permalink, alone),
            Likes = byLine?.Likes ?? PostCounts.Likes(scope),
            CommentCount = count,
            Comments = comments,
            Images = images,
            Language = LanguageTag.Of(root.Closest("[lang]").Attribute("lang")) ?? LanguageTag.Of(data?.Language),
        };
    }

    private SavedPost FromDataAlone(StructuredPost data)
    {
        string? permalink = _address.Resolve(data.Address);
        IEnumerable<CaptureLine> lines = CaptureLines.Of(data.Body ?? "");
        return new SavedPost(data.Headline ?? "", CaptureBody.ToHtml([.. lines], spaced: false))
        {
            AuthorName = data.Author,
            Published = Known(data.Published, PageAddress.DateOf(permalink)),
            Categories = data.Sections,
            Tags = data.Keywords,
            Permalink = permalink,
            Slug = PageAddress.SlugOf(permalink),
            WordPressId = PageAddress.IdOf(permalink),
            CommentCount = data.CommentCount,
            Language = LanguageTag.Of(data.Language),
        };
    }

    private StructuredPost? DataOf(string title, string? permalink, bool alone)
    {
        if (alone && _structured.Count == 1)
        {
            return _structured[0];
        }

        return _structured.Find(post => permalink is not null && string.Equals(post.Address?.TrimEnd('/'), permalink.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            ?? _structured.Find(post => title.Length > 0 && string.Equals(post.Headline, title, StringComparison.Ordinal));
    }

    private static ByLine? ByLineIn(PostScope scope) =>
        scope.All("p, div, span, small, footer, header").Take(60).Select(element => ByLine.TryRead(element.Line())).FirstOrDefault(found => found is not null && (found.Link is not null || found.Published.IsKnown));

    private string? PermalinkOf(PostScope scope, IElement? title, bool alone)
    {
        string? link = scope.First("a.u-url", "a.entry-permalink").Attribute("href") ?? title?.QuerySelector("a[href]").Attribute("href") ?? title?.Closest("a[href]").Attribute("href")
            ?? scope.First("a[rel~=bookmark]", "[itemprop~=mainEntityOfPage]", "[itemprop~=url]:not([itemprop~=author] *)", "a.permalink, a.timestamp-link, a[title='permanent link' i]", ".posted-on a", ".wp-block-post-date a").Attribute("href", "itemid", "content");
        return _address.Resolve(link) ?? (alone ? _address.Resolve(_document.QuerySelector("link[rel~=canonical]").Attribute("href")) ?? _address.Page : null);
    }

    private long? IdOf(IElement root, string? permalink, bool alone)
    {
        IEnumerable<string> names = root.ClassList.Prepend(root.Id ?? "").Where(name => name.StartsWith("post-", StringComparison.Ordinal)).Select(name => name[5..]);
        if (alone)
        {
            names = names.Concat(_document.Body?.ClassList.Where(name => name.StartsWith("postid-", StringComparison.Ordinal)).Select(name => name[7..]) ?? []);
        }

        foreach (string name in names)
        {
            if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                return id;
            }
        }

        return PageAddress.IdOf(permalink) ?? (alone ? PageAddress.IdOf(_document.QuerySelector("link[rel~=shortlink]").Attribute("href")) : null);
    }

    /// <summary>The heading of an archive page, else the first heading outside the posts, else the window's title.</summary>
    /// <param name="posts">A page of one post has its title for a heading, and that tells of no archive.</param>
    private string? Heading(IReadOnlyList<SavedPost> posts, out PageHeading? archive)
    {
        string own = posts is [var only] ? only.Title : "";
        List<string> headings = [.. _document.QuerySelectorAll(".page-title, .archive-title, .wp-block-query-title, .pagetitle, h1").Take(20)
            .Where(element => !_roots.Any(root => root.Contains(element))).Select(element => element.Line()).Where(text => text.Length > 0)];
        string title = _document.QuerySelector("title").Line();
        archive = headings.Where(text => text != own).Select(PageHeading.TryRead).FirstOrDefault(found => found is not null)
            ?? (own.Length > 0 && title.StartsWith(own, StringComparison.Ordinal) ? null : PageHeading.TryReadTitle(title));
        return archive?.Text ?? headings.FirstOrDefault() ?? (title.Length > 0 ? title : null);
    }

    private string? Meta(string selector) => _document.QuerySelector(selector).Attribute("content");

    /// <summary>The first date known, or another one that knows the clock of the same day.</summary>
    private static PartialDate Known(params ReadOnlySpan<PartialDate?> dates)
    {
        foreach (PartialDate? date in dates)
        {
            if (date is not { IsKnown: true } known)
            {
                continue;
            }

            if (known.Precision != DatePrecision.Day)
            {
                return known;
            }

            foreach (PartialDate? other in dates)
            {
                if (other is { Precision: DatePrecision.Exact } exact && exact.Local.Date == known.Local)
                {
                    return exact;
                }
            }

            return known;
        }
        return PartialDate.Unknown;
    }

    private static IReadOnlyList<string> FirstFilled(params ReadOnlySpan<IReadOnlyList<string>?> lists)
    {
        foreach (IReadOnlyList<string>? list in lists)
        {
            if (list is { Count: > 0 })
            {
                return list;
            }
        }

        return [];
    }
}
