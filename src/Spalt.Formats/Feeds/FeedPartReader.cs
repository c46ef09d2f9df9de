namespace Spalt.Formats.Feeds;

/// <summary>Reads what one element (a channel, feed, source, item or entry) says, by the same names in every XML format.</summary>
internal sealed class FeedPartReader(FeedElement element, bool atom)
{
    private readonly FeedLinks _links = new(element);

    public THead Head<THead>(THead head) where THead : FeedHead
    {
        var logo = Address(element.First("logo"));
        return (THead)((FeedHead)Common(head) with
        {
            Id = element.First("id", "guid")?.Text is { } id ? IdOf(id) : element.Attribute("about") ?? _links.Main ?? "",
            Subtitle = Text("subtitle", "tagline", "description", "abstract", "itunes:summary", "itunes:subtitle", "dc:description", "summary"),
            Authors = Authors(),
            Info = Text("info", "feedburner:browserfriendly"),
            Generator = Generator(),
            Icon = Address(element.First("icon")) ?? (logo is null ? null : CdfImage("icon")),
            Logo = logo,
        });
    }

    public FeedItem Item(IReadOnlyList<FeedPerson> fallback)
    {
        var source = element.First("source") is { } from ? Source(from) : null;
        var own = Authors();
        var inherited = atom && source is { Authors.Count: > 0 } ? source.Authors : fallback;
        var (summary, content) = Bodies();
        var item = Common(new FeedItem()) with
        {
            Subtitle = Text("subtitle", "itunes:subtitle"),
            Authors = own.Count > 0 ? own : inherited,
            Summary = summary,
            Content = content,
            Enclosures = _links.Enclosures,
            Comments = Address(element.First("comments")) ?? _links.Of("replies"),
            Expires = Date("expirationdate"),
            Source = source,
        };
        return item with { Id = element.First("id", "guid")?.Text is { } id ? IdOf(id) : element.Attribute("about") ?? FeedIds.For(item) };
    }

    public IReadOnlyList<FeedPerson> Authors()
    {
        var elements = element.All("author", "managingeditor");
        return [.. elements.Concat(element.All("dc:creator", "dc:author")).Concat(element.All("itunes:author")).Select(FeedPeople.Read).OfType<FeedPerson>().Distinct()];
    }

    private TPart Common<TPart>(TPart part) where TPart : FeedPart => (TPart)((FeedPart)part with
    {
        Link = _links.Main,
        Links = _links.All,
        Title = Text("title", "dc:title") ?? Media("media:title").Select(e => FeedTexts.Read(e, atom: false)).FirstOrDefault(t => t is not null),
        Rights = Text("rights", "copyright", "dc:rights"),
        Contributors = [.. element.All("contributor", "dc:contributor").Select(FeedPeople.Read).OfType<FeedPerson>()],
        Publisher = FeedPeople.Read(element.First("dc:publisher", "webmaster", "itunes:owner", "publisher")),
        Categories = FeedCategories.Read(element, Media("media:category")),
        Language = (element.First("language", "dc:language")?.Text ?? element.Language)?.Replace('_', '-'),
        Published = Date("published", "issued", "pubdate", "dcterms:issued"),
        Updated = Date("updated", "modified", "lastbuilddate", "dc:date", "dcterms:modified") ?? FeedDates.Parse(element.Attribute("lastmod")),
        Created = Date("created", "dcterms:created"),
        Image = FeedImages.Read(element),
        Extensions = FeedExtensions.Read(element),
    });

    /// <summary>Media RSS puts its elements into the item, into media:content or both of them into media:group.</summary>
    private IEnumerable<FeedElement> Media(string key)
    {
        var content = element.All("media:content");
        var groups = element.All("media:group").ToList();
        return element.All(key).Concat(groups.Concat(content).Concat(groups.SelectMany(g => g.All("media:content"))).SelectMany(e => e.All(key)));
    }

    private (FeedText? Summary, IReadOnlyList<FeedText> Content) Bodies()
    {
        var content = element.All("content", "content:encoded", "fullitem", "body", "xhtml:body", "xhtml:div").Select(e => FeedTexts.Read(e, atom)).OfType<FeedText>().ToList();
        var summary = Text("summary");
        var description = Text("description", "abstract", "itunes:summary", "dc:description", "dcterms:abstract") ??
            Media("media:description").Select(e => FeedTexts.Read(e, atom: false)).FirstOrDefault(t => t is not null);
        if (summary is not null && description is not null && content.Count == 0)
        {
            content.Add(description);
        }

        return (summary ?? description, content);
    }

    private FeedHead Source(FeedElement from)
    {
        if (from.HasElements)
        {
            return new FeedPartReader(from, atom).Head(new FeedHead());
        }

        var address = FeedAddress.Web(from.Base, from.Attribute("url"));
        return new FeedHead
        {
            Id = address ?? "",
            Link = address,
            Title = from.Text is null ? null : FeedTexts.Read(from, atom: false),
            Links = address is null ? [] : [new FeedLink(address, "self")],
        };
    }

    private FeedText? Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            foreach (var child in element.Elements)
            {
                if (child.Is(key) && FeedTexts.Read(child, atom) is { } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    private DateTimeOffset? Date(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            foreach (var child in element.Elements)
            {
                if (child.Is(key) && FeedDates.Parse(child.Text) is { } date)
                {
                    return date;
                }
            }
        }

        return null;
    }

    private FeedGenerator? Generator()
    {
        var generator = element.First("generator", "admin:generatoragent");
        if (generator is null)
        {
            return null;
        }

        var address = generator.Attribute("uri") ?? generator.Attribute("url") ?? generator.Attribute("resource");
        return new FeedGenerator(generator.Text, FeedAddress.Resolve(generator.Base, address), generator.Attribute("version"));
    }

    // CDF's logos carry a style.
    private string? CdfImage(string style) =>
        element.All("logo").FirstOrDefault(e => e.Attribute("style")?.Equals(style, StringComparison.OrdinalIgnoreCase) == true) is { } logo ? Address(logo) : null;

    private static string? Address(FeedElement? said) => FeedAddress.Web(said?.Base, said?.Text ?? said?.Attribute("href") ?? said?.Attribute("resource"));

    // An id that is only a path would be the same on every site.
    private string IdOf(string id) => id.StartsWith('/') ? FeedAddress.Resolve(element.Base, id) ?? id : id;
}
