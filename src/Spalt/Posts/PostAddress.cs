using System.Globalization;
using Spalt.Networks;

namespace Spalt.Posts;

/// <summary>
/// The one place where addresses of posts are made. The address says as much of the date as is known, in the network's time zone:
/// <c>/{blog}/2020/02/20/{slug}/</c>, <c>/{blog}/2020/02/{slug}/</c>, <c>/{blog}/2020/{slug}/</c>, <c>/{blog}/odaterat/{slug}/</c>.
/// </summary>
public static class PostAddress
{
    private const string UndatedInSwedish = "odaterat";
    private const string UndatedInEnglish = "undated";

    /// <summary>The segment that stands where the date would; both words answer everywhere, one is the right one.</summary>
    public static string Undated(string language) => language is "sv" ? UndatedInSwedish : UndatedInEnglish;

    /// <summary>Where the comment link leads: to the thread, or to the place where one writes.</summary>
    public static string CommentsAnchor(int comments) => comments > 0 ? "#comments" : "#respond";

    /// <summary>Path of a post from the root of its network (<see cref="Addresses"/>), with a final slash, percent-encoded where needed.</summary>
    public static string Path(this NetworkFace network, string blogSlug, string postSlug, DateTimeOffset? publishedAt, PublishedPrecision precision) =>
        Path(blogSlug, postSlug, publishedAt, precision, network.Zone, network.Language);

    /// <summary>The same where no request has a face of the network: in letters.</summary>
    public static string Path(this Network network, string blogSlug, string postSlug, DateTimeOffset? publishedAt, PublishedPrecision precision) =>
        Path(blogSlug, postSlug, publishedAt, precision, Network.ZoneOf(network.TimeZone) ?? TimeZoneInfo.Utc, network.Language);

    /// <inheritdoc cref="Path(NetworkFace, string, string, DateTimeOffset?, PublishedPrecision)"/>
    /// <param name="language">The network's, which decides the word for posts without a date.</param>
    public static string Path(
        string blogSlug, string postSlug, DateTimeOffset? publishedAt, PublishedPrecision precision, TimeZoneInfo zone, string language = "sv")
    {
        var slug = Uri.EscapeDataString(postSlug);
        if (publishedAt is not { } at || precision is PublishedPrecision.Unknown)
        {
            return $"/{blogSlug}/{Undated(language)}/{slug}/";
        }

        var local = TimeZoneInfo.ConvertTime(at, zone);
        var date = precision switch
        {
            PublishedPrecision.Year => local.ToString("yyyy", CultureInfo.InvariantCulture),
            PublishedPrecision.Month => local.ToString("yyyy'/'MM", CultureInfo.InvariantCulture),
            _ => local.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture),
        };
        return $"/{blogSlug}/{date}/{slug}/";
    }
}
