using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>Where the page was once, and what its links mean there.</summary>
internal sealed partial class PageAddress
{
    private readonly Uri? _basis;

    private PageAddress(string? page, Uri? basis)
    {
        Page = page;
        _basis = basis;
    }

    /// <summary>The page's own address: as the browser that saved it noted, or as the page calls itself.</summary>
    public string? Page { get; }

    public static PageAddress Of(IHtmlDocument document, DecodedPage saved)
    {
        Match note = SavedFrom().Match(saved.Text[..Math.Min(saved.Text.Length, 2000)]);
        string? page = saved.Address ?? (note.Success ? note.Groups["url"].Value : null);
        page = page is null ? null : ArchivedPage.Original(page);
        page ??= Web(document.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"))
            ?? Web(document.QuerySelector("meta[property='og:url']")?.GetAttribute("content"));
        string? given = document.QuerySelector("base[href]")?.GetAttribute("href");
        Uri? start = Uri.TryCreate(page, UriKind.Absolute, out Uri? pageUri) ? pageUri : null;
        if (given is null)
        {
            return new PageAddress(page, start);
        }

        bool stated = start is null ? Uri.TryCreate(Web(given), UriKind.Absolute, out Uri? based) : Uri.TryCreate(start, given, out based);
        return new PageAddress(page, stated ? based : start);
    }

    /// <summary>The link made absolute where that can be done; null for one that leads nowhere (<c>#top</c>, <c>javascript:</c>).</summary>
    public string? Resolve(string? link)
    {
        link = link?.Trim();
        if (string.IsNullOrEmpty(link) || link[0] == '#' || link.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        link = ArchivedPage.WithHost(link);
        if (_basis is null || HasScheme().IsMatch(link) || SavedBeside().IsMatch(link))
        {
            return link;
        }

        return Uri.TryCreate(_basis, link, out Uri? absolute) ? absolute.AbsoluteUri : link;
    }

    /// <summary>The name of the post in WordPress's addresses, or the last part of the path; null for <c>/?p=12</c> or a site's root.</summary>
    public static string? SlugOf(string? permalink)
    {
        if (permalink is null || PlainId().IsMatch(permalink))
        {
            return null;
        }

        string path = PathOf(permalink);
        Match dated = DatedPath().Match(path);
        string name = dated.Groups["slug"].Success ? dated.Groups["slug"].Value : path.TrimEnd('/').Split('/')[^1];
        name = Extension().Replace(Uri.UnescapeDataString(name), "");
        return name.Length is 0 or > 200 || name is "index" || name.Contains('/', StringComparison.Ordinal) ? null : name;
    }

    /// <summary>The day in <c>/2020/02/20/slug/</c>, the month in <c>/2020/02/slug/</c>.</summary>
    public static PartialDate DateOf(string? permalink)
    {
        Match dated = DatedPath().Match(PathOf(permalink ?? ""));
        if (!dated.Success)
        {
            return PartialDate.Unknown;
        }

        int year = Number(dated.Groups["year"]), month = Number(dated.Groups["month"]);
        return dated.Groups["day"].Success ? PartialDate.OfDay(year, month, Number(dated.Groups["day"])) : PartialDate.OfMonth(year, month);
    }

    /// <summary>The number in <c>?p=12</c>.</summary>
    public static long? IdOf(string? permalink)
    {
        Match plain = PlainId().Match(permalink ?? "");
        return plain.Success ? long.Parse(plain.Groups["id"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static string PathOf(string link)
    {
        if (WebAddress.Of(link) is { } absolute)
        {
            return absolute.AbsolutePath;
        }

        int end = link.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? link : link[..end];
    }

    private static string? Web(string? link) => WebAddress.Of(link) is null ? null : link;

    [GeneratedRegex(@"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(?<url>https?://[^\s>]{1,1500}?)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex SavedFrom();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]{0,20}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex HasScheme();

    [GeneratedRegex(@"^(\./)?[^/]{1,255}(_files|_filer)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex SavedBeside();

    [GeneratedRegex(@"/(?<year>(19|20)\d\d)/(?<month>0[1-9]|1[0-2])(/(?<day>0[1-9]|[12]\d|3[01]))?/(?<slug>[^/]{1,600})/?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex DatedPath();

    [GeneratedRegex(@"[?&](p|page_id)=(?<id>\d{1,15})(&|#|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex PlainId();

    [GeneratedRegex(@"\.(html?|php|aspx?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Extension();
}
