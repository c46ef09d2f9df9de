namespace Spalt.Formats.Html.Embeds;

/// <summary>How much room a frame gets before anything is in it, so that nothing moves when it comes.</summary>
public enum EmbedShape
{
    /// <summary>A film, 16:9.</summary>
    Wide,

    /// <summary>A film, or a map, 4:3.</summary>
    Standard,

    Square,

    /// <summary>A film that was taken with a telephone, 9:16.</summary>
    Tall,

    /// <summary>A post of social media, of which nobody knows the height: it scrolls in its frame.</summary>
    Post,

    /// <summary>Sound.</summary>
    Low,
}

/// <summary>What shows an address in a frame.</summary>
/// <param name="Provider">Its name in settings: <c>youtube</c>.</param>
/// <param name="Site">Who it is, for people: <c>youtube.com</c>.</param>
/// <param name="Source">Made of parts that were read and checked, never what somebody wrote; https.</param>
public sealed record EmbedFrame(string Provider, string Site, string Source, EmbedShape Shape)
{
    /// <summary>As a source of CSP's <c>frame-src</c> names it.</summary>
    public string Host { get; } = new Uri(Source).IdnHost;

    /// <summary>Where its server may send it on to.</summary>
    public string? OrHost { get; init; }

    public IEnumerable<string> Hosts => OrHost is null ? [Host] : [Host, OrHost];

    /// <summary>The features that it gets (Permissions Policy §9.1): what a player needs, and else no more than the whole screen.</summary>
    public string Allow => Shape is EmbedShape.Post or EmbedShape.Low ? "fullscreen" : "fullscreen; encrypted-media; picture-in-picture";
}
