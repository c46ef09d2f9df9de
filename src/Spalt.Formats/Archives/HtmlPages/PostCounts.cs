using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Spalt.Formats.Archives.TextCaptures;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>The numbers of comments and likes that a page states of a post.</summary>
internal static partial class PostCounts
{
    private const string CommentLinks =
        "[itemprop~=commentCount], .comments-link, .comment-count, .comments-count, .wp-block-post-comments-count, .wp-block-post-comments-link, .entry-comments-link, .post-comment-link,"
        + " a[href*='#comments'], a[href*='#respond'], .entry-meta a, .post-meta a, .postmetadata a";

    private const string LikeElements =
        "[class*='like' i], [class*='gilla' i], [data-likes], [itemprop~=interactionStatistic], [itemprop~=userInteractionCount]";

    /// <summary>schema.org's word for what was counted.</summary>
    private const string LikeAction = "[itemtype*=LikeAction], [content*=LikeAction], [href*=LikeAction]";

    /// <summary>Plug-ins put them into the body: WP ULike, ZillaLikes.</summary>
    private const string PlugInCounts = "[data-ulike-counter-value], .wpulike .count-box, .zilla-likes-count";

    public static int? Comments(PostScope scope)
    {
        foreach (IElement element in scope.All(CommentLinks, inBody: true).Take(40))
        {
            string text = element.Attribute("content") ?? element.Line();
            if (text.Length <= 12 && BareNumber().Match(text) is { Success: true } bare && IsCount(element))
            {
                return Number(bare);
            }

            if (CommentLink.TryReadTail(text.TrimEnd(':'), out int start, out CommentLink link) && start == 0 && link.Count is not null)
            {
                return link.Count;
            }
        }
        return null;
    }

    /// <summary>The number in a heading such as <c>2 kommentarer till "Isen"</c> over the comments of the only post.</summary>
    public static int? CommentsByHeading(IElement page)
    {
        foreach (IElement heading in page.QuerySelectorAll(".comments-title, .wp-block-comments-title, #comments-title, h3#comments, h2#comments, .comment-title, #comments > h3, #comments > h4").Take(3))
        {
            if (HeadingNumber().Match(heading.Line()) is { Success: true } number)
            {
                return Number(number);
            }
        }

        return null;
    }

    public static int? Likes(PostScope scope)
    {
        int named = scope.Root.QuerySelectorAll(".u-like").Length;
        if (scope.All(PlugInCounts, inBody: true).FirstOrDefault() is { } counted
            && BareNumber().Match((counted.Attribute("data-ulike-counter-value") ?? counted.Line()).TrimStart('+')) is { Success: true } likes)
        {
            return Number(likes);
        }

        foreach (IElement element in scope.All(LikeElements).Take(40))
        {
            if (element.GetAttribute("itemprop") is not null && !element.Matches(LikeAction) && element.QuerySelector(LikeAction) is null)
            {
                continue;
            }

            string text = element.Attribute("data-likes") ?? element.QuerySelector("[itemprop~=userInteractionCount]").Attribute("content") ?? element.Attribute("content") ?? element.Line();
            if (text.Length <= 60 && OnlyLikes().Match(text) is { Success: true } number)
            {
                return Number(number);
            }
        }
        return named > 0 ? named : null;
    }

    private static bool IsCount(IElement element) =>
        element.GetAttribute("itemprop") is not null || element.ClassList.Any(name => name.Contains("count", StringComparison.Ordinal) || name.Contains("comments-link", StringComparison.Ordinal));

    private static int? Number(Match match) => CommentLink.Number(match.Groups["number"]);

    [GeneratedRegex("^(?<number>" + CommentLink.Digits + ")$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"^(kommentarer|comments)?\s?\(?(?<number>" + CommentLink.Digits + @")\)?(\s+(svar|kommentar|kommentarer|reaktion|reaktioner|tanke|tankar|thoughts?|comments?|responses?|replies|reply)\b|\)?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex HeadingNumber();

    [GeneratedRegex(@"^[♥❤\uFE0F\s]*((gilla|gillar|like|likes)\b[\s:(]*)?(?<number>" + CommentLink.Digits + @")[)\s]*((personer )?gillar( detta| det här)?|gilla-markering(ar)?|likes?|people like this|♥|❤\uFE0F?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex OnlyLikes();
}
