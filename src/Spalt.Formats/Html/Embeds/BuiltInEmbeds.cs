using System.Text.RegularExpressions;

namespace Spalt.Formats.Html.Embeds;

/// <summary>
/// What we know how to show in a frame without asking anybody and without a script of theirs on our page. Each takes an address apart and
/// writes another: an id that is not what it must be makes it a plain link.
/// </summary>
public static partial class BuiltInEmbeds
{
    private const int Milliseconds = 1000;

    private static readonly Known[] All =
    [
        new("youtube", "youtube.com", ["youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com", "www.youtube-nocookie.com"], YouTube),
        new("vimeo", "vimeo.com", ["vimeo.com", "www.vimeo.com", "player.vimeo.com"], Vimeo),
        new("sverigesradio", "sverigesradio.se", ["sverigesradio.se", "www.sverigesradio.se"], SverigesRadio),
        new("openstreetmap", "openstreetmap.org", ["openstreetmap.org", "www.openstreetmap.org"], EmbeddedMaps.OpenStreetMap),
        new("googlemaps", "google.com", ["google.com", "www.google.com", "maps.google.com", "google.se", "www.google.se", "maps.google.se"], EmbeddedMaps.Google),
        new("bluesky", "bsky.app", ["bsky.app"], Bluesky),
        new("instagram", "instagram.com", ["instagram.com", "www.instagram.com"], Instagram),
        new("x", "x.com", ["x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"], X),
        new("facebook", "facebook.com", ["facebook.com", "www.facebook.com", "m.facebook.com"], Facebook),
        new("tiktok", "tiktok.com", ["tiktok.com", "www.tiktok.com"], TikTok),
    ];

    /// <summary>In settings.</summary>
    public const string Mastodon = "mastodon";

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name), Mastodon];

    /// <param name="mastodons">Hosts that are Mastodon's: anybody may run one, so somebody has to say so.</param>
    /// <returns>Null for an address that nobody here knows.</returns>
    public static EmbedFrame? Find(EmbedAddress address, IReadOnlySet<string> mastodons)
    {
        if (mastodons.Contains(address.Host) && MastodonPost().Match(address.Path) is { Success: true } post)
        {
            return new(Mastodon, address.Site, $"https://{address.Host}/{post.Groups["who"]}/{post.Groups["id"]}/embed", EmbedShape.Post);
        }

        var known = Array.Find(All, k => k.Hosts.Contains(address.Host, StringComparer.Ordinal));
        return known?.Frame(address) is var (source, shape)
            ? new(known.Name, known.Site, source, shape) { OrHost = known.Name == "sverigesradio" ? "www.sverigesradio.se" : null } : null;
    }

    private static (string Source, EmbedShape Shape)? YouTube(EmbedAddress address)
    {
        var path = address.Path;
        var id = address.Host == "youtu.be" ? path[1..]
            : path == "/watch" ? address.Query("v")
            : YouTubePath().Match(path) is { Success: true } match ? match.Groups["id"].Value : null;
        if (id is null || !YouTubeId().IsMatch(id))
        {
            return null;
        }

        var start = Seconds(address.Query("t") ?? address.Query("start"));
        return ($"https://www.youtube-nocookie.com/embed/{id}?rel=0{(start > 0 ? $"&start={start}" : "")}",
            path.StartsWith("/shorts/", StringComparison.Ordinal) ? EmbedShape.Tall : EmbedShape.Wide);
    }

    /// <summary><c>90</c>, <c>90s</c>, <c>1m30s</c>, <c>1h2m3s</c>; 0 for anything else.</summary>
    private static int Seconds(string? said)
    {
        if (said is null || Time().Match(said) is not { Success: true } match)
        {
            return 0;
        }

        return (Part("h") * 3600) + (Part("m") * 60) + Part("s");

        int Part(string name) => match.Groups[name] is { Success: true } digits ? int.Parse(digits.ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static (string Source, EmbedShape Shape)? Vimeo(EmbedAddress address)
    {
        if (VimeoPath().Match(address.Path) is not { Success: true } match)
        {
            return null;
        }

        // A film that is not listed is found by its key only.
        var key = match.Groups["key"] is { Success: true } inPath ? inPath.Value : address.Query("h") is { } said && VimeoKey().IsMatch(said) ? said : null;
        return ($"https://player.vimeo.com/video/{match.Groups["id"]}?dnt=1{(key is null ? "" : $"&h={key}")}", EmbedShape.Wide);
    }

    private static (string Source, EmbedShape Shape)? SverigesRadio(EmbedAddress address) =>
        SverigesRadioPath().Match(address.Path) is { Success: true } match
            ? ($"https://sverigesradio.se/embed/{(match.Groups["kind"].Value is "avsnitt" or "embed/episode" ? "episode" : "publication")}/{match.Groups["id"]}", EmbedShape.Low) : null;

    private static (string Source, EmbedShape Shape)? Bluesky(EmbedAddress address) =>
        BlueskyPath().Match(address.Path) is { Success: true } match
            ? ($"https://embed.bsky.app/embed/{match.Groups["who"]}/app.bsky.feed.post/{match.Groups["id"]}", EmbedShape.Post) : null;

    private static (string Source, EmbedShape Shape)? Instagram(EmbedAddress address) =>
        InstagramPath().Match(address.Path) is { Success: true } match ? ($"https://www.instagram.com/p/{match.Groups["id"]}/embed/", EmbedShape.Post) : null;

    private static (string Source, EmbedShape Shape)? X(EmbedAddress address) =>
        XPath().Match(address.Path) is { Success: true } match ? ($"https://platform.twitter.com/embed/Tweet.html?id={match.Groups["id"]}&dnt=true", EmbedShape.Post) : null;

    private static (string Source, EmbedShape Shape)? TikTok(EmbedAddress address) =>
        TikTokPath().Match(address.Path) is { Success: true } match ? ($"https://www.tiktok.com/player/v1/{match.Groups["id"]}", EmbedShape.Tall) : null;

    private static (string Source, EmbedShape Shape)? Facebook(EmbedAddress address)
    {
        if (FacebookPath().Match(address.Path) is { Success: true } match)
        {
            var isFilm = match.Groups["kind"].Value is "videos" or "reel";
            return Plugin(isFilm ? "video" : "post", $"https://www.facebook.com/{match.Groups["path"]}");
        }

        return address.Path is "/watch" or "/watch/" && address.Query("v") is { } id && Digits().IsMatch(id)
            ? Plugin("video", $"https://www.facebook.com/watch/?v={id}") : null;

        static (string, EmbedShape) Plugin(string kind, string what) =>
            ($"https://www.facebook.com/plugins/{kind}.php?href={Uri.EscapeDataString(what)}", kind == "video" ? EmbedShape.Wide : EmbedShape.Post);
    }

    private sealed record Known(string Name, string Site, string[] Hosts, Func<EmbedAddress, (string Source, EmbedShape Shape)?> Frame);

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("^[A-Za-z0-9_-]{11}\\z", Plain, Milliseconds)]
    private static partial Regex YouTubeId();

    [GeneratedRegex("^/(shorts|live|embed|v)/(?<id>[^/]+)/?\\z", Plain, Milliseconds)]
    private static partial Regex YouTubePath();

    [GeneratedRegex("^((?<h>[0-9]{1,2})h)?((?<m>[0-9]{1,3})m)?((?<s>[0-9]{1,6})s?)?\\z", Plain, Milliseconds)]
    private static partial Regex Time();

    [GeneratedRegex("^/(video/|channels/[A-Za-z0-9_-]{1,60}/|groups/[A-Za-z0-9_-]{1,60}/videos/)?(?<id>[0-9]{5,12})(/(?<key>[0-9a-f]{8,20}))?/?\\z", Plain, Milliseconds)]
    private static partial Regex VimeoPath();

    [GeneratedRegex("^[0-9a-f]{8,20}\\z", Plain, Milliseconds)]
    private static partial Regex VimeoKey();

    [GeneratedRegex("^/(?<kind>avsnitt|artikel|embed/episode|embed/publication)/(?<id>[0-9]{4,10})/?\\z", Plain, Milliseconds)]
    private static partial Regex SverigesRadioPath();

    [GeneratedRegex("^/profile/(?<who>did:plc:[a-z2-7]{24}|[A-Za-z0-9](-?[A-Za-z0-9]){0,62}([.][A-Za-z0-9](-?[A-Za-z0-9]){0,62}){1,4})/post/(?<id>[a-z2-7]{13})/?\\z", Plain, Milliseconds)]
    private static partial Regex BlueskyPath();

    [GeneratedRegex("^/([A-Za-z0-9._]{1,30}/)?(p|reel|tv)/(?<id>[A-Za-z0-9_-]{5,40})/?\\z", Plain, Milliseconds)]
    private static partial Regex InstagramPath();

    [GeneratedRegex("^/([A-Za-z0-9_]{1,20}|i/web)/status(es)?/(?<id>[0-9]{5,20})(/(photo|video)/[0-9])?/?\\z", Plain, Milliseconds)]
    private static partial Regex XPath();

    [GeneratedRegex("^/@[A-Za-z0-9._]{1,40}/video/(?<id>[0-9]{10,25})/?\\z", Plain, Milliseconds)]
    private static partial Regex TikTokPath();

    [GeneratedRegex("^/(?<path>([A-Za-z0-9.-]{1,80}/)(?<kind>posts|videos)/[A-Za-z0-9]{5,120}|(?<kind>reel)/[0-9]{5,20})/?\\z", Plain, Milliseconds)]
    private static partial Regex FacebookPath();

    [GeneratedRegex("^[0-9]{5,20}\\z", Plain, Milliseconds)]
    private static partial Regex Digits();

    [GeneratedRegex("^/(?<who>@[A-Za-z0-9_.-]{1,60})/(?<id>[0-9]{5,25})(/embed)?/?\\z", Plain, Milliseconds)]
    private static partial Regex MastodonPost();
}
