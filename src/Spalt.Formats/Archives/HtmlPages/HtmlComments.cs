using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Spalt.Formats.Archives.TextCaptures;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>The comments in an element of the page, with their threads.</summary>
internal static partial class HtmlComments
{
    private static readonly string[] Items =
    [
        "li.comment, li.pingback, li.trackback, li[id^=comment-], li[id^=li-comment-], .wp-block-comment-template > li",
        "[id^=comment-].comment, article.comment, div.comment, div.pingback, div.trackback", ".p-comment, .u-comment", "[itemtype$='/Comment'], [itemtype$='/UserComments']",
    ];

    private const string PingLists = ".ping-list, .pinglist, .pingbacks, .trackbacks, .entry-pings, #pings, #pingbacks, #trackbacks";

    private const string Replies = "li.comment, .p-comment, .u-comment, [itemtype$='/Comment']";

    private static readonly string[] Bodies =
        [".comment-content", ".wp-block-comment-content", ".field-name-comment-body, .field--name-comment-body", ".comment-text .content", ".comment-text", ".e-content", "[itemprop~=text]", "[itemprop~=commentText]", ".p-content", ".comment-entry", ".content"];

    /// <param name="pings">How many pingbacks and trackbacks stand among them: they are no comments, though WordPress counts them as such.</param>
    public static List<SavedComment> Read(IElement root, PageAddress address, out int pings)
    {
        List<IElement> items = Items.Select(selector => root.QuerySelectorAll(selector).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
        items.RemoveAll(item => item.Id is "comment-form");
        pings = items.RemoveAll(IsPing);
        var ids = new Dictionary<IElement, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var comments = new List<SavedComment>();
        var depths = new List<(int Depth, string Id)>();
        foreach (IElement item in items)
        {
            string id = IdOf(item) is { } number && taken.Add(number) ? number : string.Create(CultureInfo.InvariantCulture, $"n{ids.Count + 1}");
            ids[item] = id;
            string? parent = ParentOf(item, ids) ?? ParentByLink(item, taken) ?? ParentByDepth(item, id, depths);
            if (Read(item, id, parent, address) is { } comment)
            {
                comments.Add(comment);
            }
        }
        return comments;
    }

    private static bool IsPing(IElement item) =>
        item.ClassList.Contains("pingback") || item.ClassList.Contains("trackback") || item.Closest(PingLists) is not null
        || CaptureComments.IsPing(item.Descendants<IText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Data))?.Data.Trim() ?? "");

    private static SavedComment? Read(IElement item, string id, string? parent, PageAddress address)
    {
        IElement own = WithoutReplies(item);
        IElement? author = own.QuerySelector(".comment-author .fn, .fn, .wp-block-comment-author-name, .p-author .p-name, .p-author, [itemprop~=author] [itemprop~=name]")
            ?? own.QuerySelector(".comment-author cite, cite, .comment-author-link, .comment-author-name, .comment-author strong, .username, .byline .author")
            ?? own.QuerySelector(".comment-author, [itemprop~=author], [itemprop~=creator]");
        string? name = Says().Replace(author.Line(), "").Trim() is { Length: > 0 and <= 200 } named ? named : null;
        PartialDate date = own.QuerySelectorAll("time, abbr.published, .dt-published, [itemprop~=datePublished], [property~='dc:date'], [itemprop~=dateCreated], .comment-metadata, .comment-meta, .commentmetadata, .comment-date, .comment-timestamp, .comment-time, .submitted, .datetime, small")
            .Take(8).Select(PostDate.Of).FirstOrDefault(found => found.IsKnown);
        date = date.IsKnown ? date : PostDate.FirstIn(string.Join(' ', (author?.ParentElement?.ChildNodes ?? own.ChildNodes).OfType<IText>().Select(text => text.Data)));
        IElement body = Bodies.Select(own.QuerySelector).FirstOrDefault(found => found is not null) ?? WithoutMeta(own);
        foreach (IElement part in body.QuerySelectorAll("script, style, form, .reply, .comment-reply-link, .comment-awaiting-moderation, .sharedaddy, .comment-likes, .comment-edit-link").ToList())
        {
            part.Remove();
        }

        foreach (IElement link in body.QuerySelectorAll("a[href]"))
        {
            if (address.Resolve(link.GetAttribute("href")) is { } target)
            {
                link.SetAttribute("href", target);
            }
        }

        string html = body.Inside();
        return html.Length == 0 ? null : new SavedComment(id, parent, name, date, html);
    }

    /// <summary>A copy of the comment without those that answer it; each element is copied once or not at all.</summary>
    private static IElement WithoutReplies(IElement item)
    {
        var copy = (IElement)item.Clone(deep: false);
        string? own = IdOf(item);
        foreach (INode child in item.ChildNodes)
        {
            if (child is not IElement element)
            {
                copy.AppendChild(child.Clone());
                continue;
            }
            bool reply = IsItem(element) && !IsInnerPart(element, item) && (IdOf(element) is not { } id || !string.Equals(id, own, StringComparison.Ordinal));
            if (!reply && !IsListOfItems(element))
            {
                copy.AppendChild(element.QuerySelector(Replies) is null ? element.Clone() : WithoutReplies(element));
            }
        }
        return copy;
    }

    /// <summary>Whether an element of a list's item is the comment once more, as Genesis marks it up, and not an answer to it.</summary>
    private static bool IsInnerPart(IElement element, IElement item) =>
        item.LocalName is "li" && element.LocalName is "article" && string.IsNullOrEmpty(element.Id) && !element.ClassList.Contains("children");

    private static bool IsListOfItems(IElement element) => element.LocalName is "ol" or "ul" && element.Children.Any(IsItem);

    private static bool IsItem(IElement element) =>
        (PageElements.IsComment(element) && !element.ClassList.Contains("comment-body") && element.Id?.StartsWith("div-comment", StringComparison.Ordinal) != true)
        || element.ClassList.Contains("children");

    private static IElement WithoutMeta(IElement own)
    {
        IElement body = own.QuerySelector(".comment-body") ?? own;
        foreach (IElement part in body.QuerySelectorAll(".comment-author, .vcard, .comment-meta, .commentmetadata, .comment-metadata, .reply, cite, time, .p-author, .avatar, .says, [itemprop~=author], [itemprop~=datePublished], .comment-date, .comment-reply-link, .u-url").ToList())
        {
            part.Remove();
        }

        foreach (INode node in body.ChildNodes.ToList())
        {
            if (node is IText text && BareSays().IsMatch(text.Data.Trim()))
            {
                text.Remove();
            }
        }

        while (body.FirstElementChild is { LocalName: "br" } first)
        {
            first.Remove();
        }

        return body;
    }

    private static string? ParentOf(IElement item, Dictionary<IElement, string> ids)
    {
        for (IElement? at = item.ParentElement; at is not null; at = at.ParentElement)
        {
            if (ids.TryGetValue(at, out string? id))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>The parent that Movable Type names: <c>Anna replied to comment from Bo</c>.</summary>
    private static string? ParentByLink(IElement item, HashSet<string> known)
    {
        IElement? link = item.QuerySelectorAll(".byline a[href*='#comment-']").Take(4).FirstOrDefault(link => AnswersTo().IsMatch(link.Line()));
        return IdNumber().Match(link.Attribute("href") ?? "") is { Success: true } match && known.TryGetValue(match.Groups["id"].Value, out string? id) ? id : null;
    }

    /// <summary>The parent by WordPress's class <c>depth-2</c> or Drupal's <c>indented</c>, for lists that show threads without nesting.</summary>
    private static string? ParentByDepth(IElement item, string id, List<(int Depth, string Id)> depths)
    {
        Match match = DepthClass().Match(item.ClassName ?? "");
        int depth = match.Success ? int.Parse(match.Groups["depth"].ValueSpan, CultureInfo.InvariantCulture)
            : 1 + item.Ancestors<IElement>().Count(around => around.ClassList.Contains("indented"));
        depths.RemoveAll(entry => entry.Depth >= depth);
        string? parent = depths.Count > 0 && depths[^1].Depth == depth - 1 ? depths[^1].Id : null;
        depths.Add((depth, id));
        return parent;
    }

    private static string? IdOf(IElement item)
    {
        Match match = IdNumber().Match(item.Attribute("id", "about") ?? item.QuerySelector("[id^=comment-], [id^=div-comment-]")?.Id ?? "");
        return match.Success ? match.Groups["id"].Value : null;
    }

    [GeneratedRegex(@"comment-(?<id>\d{1,18})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"^(comment (from|by)|kommentar(en)? (från|av))\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex AnswersTo();

    [GeneratedRegex(@"(^|\s)depth-(?<depth>\d{1,3})(\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex DepthClass();

    [GeneratedRegex(@"\s((skriver|säger|skrev|says|said|wrote):?|(sa|säger|said)\s?(\.\.\.|…|:))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Says();

    [GeneratedRegex(@"^(skriver|säger|skrev|says|said|wrote)?\s?:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex BareSays();
}
