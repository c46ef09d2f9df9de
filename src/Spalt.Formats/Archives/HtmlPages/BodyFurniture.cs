using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Spalt.Formats.Archives.TextCaptures;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>What themes and their plug-ins put into a body: buttons, links that share or lead nowhere, related posts.</summary>
internal static partial class BodyFurniture
{
    private const string Elements =
        "script, style, template, link, meta, form, nav, button, object, dialog, [class*=sharedaddy], .sd-block, .sd-sharing, .sd-like, .jp-relatedposts, .jetpack-likes-widget-wrapper,"
        + "[class^=wp-block-jetpack-like], [class^=wp-block-jetpack-sharing], [class^=wp-block-jetpack-related], [class*=addtoany], [class^=a2a_], [class*=' a2a_'], [class*=addthis], [class*=sharethis],"
        + "[class*='social-share' i], [class*='share-button' i], [class*='share-links' i], [class*='sharing-button' i], .heateor_sss_sharing_container, .ssba, .simplesocialbuttons, .essb_links,"
        + ".mashsb-container, .swp_social_panel, .sfsi_responsive_icons, .shariff, .post-share, .wp-block-social-links, .wp-block-buttons.share, .fb-like, .fb-share-button, .fb_iframe_widget,"
        + ".twitter-share-button, .g-plusone, [class*=wpulike], [class*=wp_ulike], .zilla-likes, .sl-wrapper, .dot-irecommendthis, .post-ratings, .kk-star-ratings, .printfriendly, .pf-button, .print-link,"
        + ".related-posts, .relatedposts, .yarpp, .yarpp-related, .crp_related, .wp_rp_wrap, .zem_rp_wrap, .linkwithin_div, .OUTBRAIN, .taboola, .edit-link, .post-edit-link, .screen-reader-text, .sr-only,"
        + ".wpcnt, .wordads-ad-wrapper, .adsbygoogle, .advertisement, .advert, .annons, .ad-container, .post-navigation, .nav-links, .page-links, .author-box, .author-info, .robots-nocontent,"
        + ".comments-link, .entry-meta, .postmetadata, .post-meta, .entry-footer, .tags-links, .cat-links, .field-type-taxonomy-term-reference, .field--name-field-tags, .terms";

    public const string ReadOn = "a.more-link, a.wp-block-read-more, .read-more, a.readmore, .wp-block-post-excerpt__more-link, .excerpt-more, .jump-link a";

    private const string Blocks = "p, div, li, td, section, h1, h2, h3, h4, h5, h6, figure, blockquote";

    private const int LongestLabel = 60;

    /// <summary>Elements, and blocks with links, that are taken away: each costs as much as it has neighbours.</summary>
    private const int MostBlocks = 2000;

    /// <summary>What announces buttons. Whole phrases only: “Gilla läget!” above the buttons is the author's.</summary>
    private static readonly FrozenSet<string> Labels = Set(
        "Dela", "Dela på", "Dela via", "Dela med", "Dela det", "Dela detta", "Dela det här", "Dela det här på", "Dela detta på", "Dela inlägg", "Dela inlägget", "Dela inlägget på",
        "Dela detta inlägg", "Dela det här inlägget", "Dela artikeln", "Dela denna artikel", "Dela den här artikeln", "Dela sidan", "Dela på sociala medier",
        "Gilla", "Gilla detta", "Gilla det här", "Gilla inlägget", "Tipsa", "Tipsa en vän", "Skriv ut",
        "Share", "Share on", "Share via", "Share it", "Share this", "Share this on", "Share this via", "Share this post", "Share this article", "Share this page", "Share on social media",
        "Like", "Like this", "Like this post", "Tell a friend", "Print");

    /// <summary>What a link without a target tells a script to do, beside sharing.</summary>
    private static readonly FrozenSet<string> Commands = Set(
        "Visa", "Visa fler", "Visa mer", "Visa alla", "Visa färre", "Visa mindre", "Fler", "Ladda fler", "Göm", "Dölj", "Stäng", "Svara", "Kommentera", "Prenumerera",
        "Show", "Show more", "Show all", "Show less", "Load more", "Hide", "Close", "Reply", "Comment", "Subscribe");

    /// <summary>Takes it out of a body.</summary>
    /// <param name="own">Where post and page were, as far as that is known: a link to another host is none to read on, whatever its words.</param>
    /// <param name="excerpt">Whether a link to read on was among it, or the text breaks off.</param>
    public static void Strip(IElement body, IReadOnlyList<Uri> own, out bool excerpt)
    {
        foreach (IElement element in body.QuerySelectorAll(Elements).Take(MostBlocks).ToList())
        {
            element.Remove();
        }

        var more = body.QuerySelectorAll(ReadOn).ToHashSet();
        more.UnionWith(body.QuerySelectorAll("a").Where(link => link.ChildElementCount < 3 && CaptureFurniture.IsReadOn(link.Line()) && !LeadsAway(link, own)));
        foreach (IElement link in more)
        {
            link.Remove();
        }

        StripLinks(body, own);
        excerpt = more.Count > 0 || CaptureFurniture.BreaksOff(body.TextContent.AsSpan().TrimEnd());
    }

    /// <summary>
    /// A block that holds nothing but such links, and perhaps a word that announces them, goes. In the middle of a text, and
    /// beside a link that leads nowhere and says more than a command, only those go that lead nowhere; their words stay unless
    /// they are a command to the page.
    /// </summary>
    private static void StripLinks(IElement body, IReadOnlyList<Uri> own)
    {
        foreach (IGrouping<IElement, IElement> inBlock in body.QuerySelectorAll("a[href], [role=button]").GroupBy(link => link.Closest(Blocks) ?? body).Take(MostBlocks).ToList())
        {
            var dead = inBlock.Where(link => IsDead(link, own)).ToHashSet();
            List<IElement> links = inBlock.Where(link => dead.Contains(link) || IsAction(link, own) || IsShare(link)).ToList();
            if (links.Count == 0)
            {
                continue;
            }

            bool isHeading = inBlock.Key.LocalName[0] == 'h';
            if (!ReferenceEquals(inBlock.Key, body) && links.TrueForAll(link => isHeading ? IsAction(link, own) : !dead.Contains(link) || IsCommand(link)) && IsNothingBut(inBlock.Key, links, dead))
            {
                RemoveWithLabel(inBlock.Key, body);
                continue;
            }
            foreach (IElement link in links.Where(link => dead.Contains(link) || link.LocalName is not "a"))
            {
                if (IsAction(link, own))
                {
                    link.Remove();
                }
                else if (dead.Contains(link))
                {
                    link.Replace([.. link.ChildNodes]);
                }
            }
        }
    }

    private static bool LeadsAway(IElement link, IReadOnlyList<Uri> own) =>
        own.Count > 0 && Uri.TryCreate(link.GetAttribute("href"), UriKind.Absolute, out Uri? target) && target.Host.Length > 0
        && own.All(at => !string.Equals(at.Host, target.Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Leads to no place, not even one on the page. Browsers save <c>#</c> as the page's address with it (fragments do not count when two are compared).</summary>
    private static bool IsDead(IElement link, IReadOnlyList<Uri> own) =>
        link.GetAttribute("href")?.Trim() is { } href
        && (href is "" or "#" or "#!" or "#top" || href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || (href[^1] == '#' && WebAddress.Of(href) is { } target && own.Contains(target)));

    /// <summary>A command of the page's by its words; what leads to a place of its own is somebody's link of that name.</summary>
    private static bool IsAction(IElement link, IReadOnlyList<Uri> own) => link.ChildElementCount < 4 && Action().IsMatch(Short(link.Line())) && !IsPlace(link, own);

    private static bool IsPlace(IElement link, IReadOnlyList<Uri> own) =>
        (own.Count > 0 && Uri.TryCreate(own[0], link.GetAttribute("href"), out Uri? target) ? target : WebAddress.Of(link.GetAttribute("href"))) is { PathAndQuery.Length: > 1 } place
        && !IsShare(link) && (LeadsAway(link, own) || (!Tool().IsMatch(Short(place.AbsolutePath)) && !own.Any(at => IsAtOrBelow(place, at))));

    /// <summary>Whether a link leads to the post or page itself, or to something that is done with it: <c>/isen/</c> and <c>/isen/mejla/</c>.</summary>
    private static bool IsAtOrBelow(Uri place, Uri at) =>
        at.AbsolutePath.Length > 1 && (place.AbsolutePath.TrimEnd('/') + '/').StartsWith(at.AbsolutePath.TrimEnd('/') + '/', StringComparison.OrdinalIgnoreCase);

    private static bool IsShare(IElement link) => ShareAddress().IsMatch(Short(link.GetAttribute("href")));

    private static bool IsCommand(IElement link)
    {
        string words = link.Line().Trim(' ', '!', ':', '…', '.', '→', '»', '›', '↑', '↓', '▼', '×', '+');
        return words.Length == 0 || Commands.Contains(words) || CaptureFurniture.IsShare(words) || Action().IsMatch(Short(words));
    }

    private static bool IsNothingBut(IElement block, List<IElement> links, HashSet<IElement> dead)
    {
        var inside = links.ToHashSet();
        var words = new StringBuilder();
        bool says = false;
        foreach (INode node in block.Descendants())
        {
            if (node is not IText && !IsMedia(node))
            {
                continue;
            }

            IElement? link = node.Ancestors<IElement>().TakeWhile(at => !ReferenceEquals(at, block)).FirstOrDefault(inside.Contains);
            if (node is IText text && link is null)
            {
                words.Append(text.Data);
                says = says || !string.IsNullOrWhiteSpace(text.Data);
            }
            else if (node is not IText && (link is null || dead.Contains(link)))
            {
                return false;
            }

            if (says && words.Length > LongestLabel)
            {
                return false;
            }
        }
        string rest = words.ToString().Trim(' ', '\n', '\t', '\u00A0', '|', '·', '•', ',', '/', '-', '–');
        return rest.Length == 0 || IsLabel(rest);
    }

    /// <summary>Removes a block, what is empty without it, and the label above.</summary>
    private static void RemoveWithLabel(IElement block, IElement body)
    {
        while (block.ParentElement is { } parent && !ReferenceEquals(parent, body) && !parent.ChildNodes.Any(node => !ReferenceEquals(node, block) && SaysSomething(node)))
        {
            block = parent;
        }

        if (block.PreviousElementSibling is { ChildElementCount: < 4 } label && IsLabel(label.Line()))
        {
            label.Remove();
        }

        block.Remove();
    }

    private static bool IsLabel(string text) => Labels.Contains(string.Join(' ', Short(text).TrimEnd(':').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static bool SaysSomething(INode node) =>
        node is IText own ? !string.IsNullOrWhiteSpace(own.Data) : IsMedia(node) || node.Descendants().Any(inside => IsMedia(inside) || (inside is IText text && !string.IsNullOrWhiteSpace(text.Data)));

    private static bool IsMedia(INode node) => node is IElement { LocalName: "img" or "iframe" or "video" or "audio" or "embed" };

    private static FrozenSet<string> Set(params string[] phrases) => phrases.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string Short(string? text) => text is { Length: <= 2000 } ? text : "";

    [GeneratedRegex(@"facebook\.com/(sharer|share\.php|dialog/)|(twitter|//x)\.com/(intent|share|home\?status)|linkedin\.com/(shareArticle|sharing)|pinterest\.[a-z.]{2,6}/pin/create|reddit\.com/submit|tumblr\.com/(share|widgets/share)|(//t|telegram)\.me/share|whatsapp://|whatsapp\.com/send|wa\.me/\?text|getpocket\.com/(save|edit)|bsky\.app/intent|threads\.net/intent|plus\.google\.com/share|digg\.com/submit|(delicious|del\.icio\.us)[a-z.]{0,4}/(post|save)|stumbleupon\.com/submit|pusha\.se/posta|addtoany\.com|addthis\.com|^mailto:\?|[?&](share|like|print)=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex ShareAddress();

    [GeneratedRegex(@"^(dela|skriv ut|gilla|tipsa en vän|tipsa|tweeta|rapportera|redigera|till toppen|upp|share|print|like|tweet|edit|report|top)( (inlägget|inlägg|artikeln|sidan|detta|det här|det|this|post|page|på \p{L}{1,12}|on \p{L}{1,12})){0,2}[!:→↑]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Action();

    /// <summary>A blog's own address for such a command.</summary>
    [GeneratedRegex(@"/wp-admin/|/(print|skriv-?ut|utskrift|tipsa|tip|share|dela|report|rapportera|edit|redigera|like|gilla)(\.[a-z]{2,5})?(/\d{1,12})?/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Tool();
}
