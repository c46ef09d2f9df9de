using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Spalt.Blogs;
using Spalt.Media;

namespace Spalt.Web;

/// <summary>What a page says of itself to the layout, to search engines and to those who share it. A page without one states only <c>ViewData["Title"]</c>.</summary>
internal sealed record PageHead(string Title)
{
    private const string Key = "Head";

    public string? Description { get; init; }

    /// <summary>The page's one right address, as a path of the network.</summary>
    public string? Path { get; init; }

    /// <summary>The whole address that counts as the right one, where that is none of ours.</summary>
    public string? Canonical { get; init; }

    /// <summary>Accent colour where it is not the network's.</summary>
    public string? Accent { get; init; }

    /// <summary>Today as ISO 8601 and in words: the front page has the grand masthead, with the date.</summary>
    public (string Machine, string Written)? Today { get; init; }

    /// <summary>What stands beside the page's title where somebody shares it.</summary>
    public SharedPicture? Picture { get; init; }

    /// <summary>What is counted as read: <c>0</c> of the network, <c>12</c> of a blog, <c>12/345</c> of a post; null where nothing is.</summary>
    public string? Counted { get; init; }

    /// <summary>What the page shows, where it is one post.</summary>
    public Article? Article { get; init; }

    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];

    public string? Previous { get; init; }

    public string? Next { get; init; }

    public static PageHead Of(ViewDataDictionary data) => data[Key] as PageHead ?? new PageHead(data["Title"] as string ?? "");

    public void On(ViewDataDictionary data) => data[Key] = this;
}

/// <summary>A feed that says what the page says (RSS Autodiscovery).</summary>
internal sealed record FeedLink(string Type, string Path, string Title)
{
    /// <summary>The three forms of the feed of a network, blog or tag whose address is <paramref name="path"/>.</summary>
    public static FeedLink[] Of(string path, string title) =>
    [
        new("application/rss+xml", path + "feed/", title),
        new("application/atom+xml", path + "feed/atom/", title),
        new("application/feed+json", path + "feed/json/", title),
    ];
}

/// <param name="IsLarge">Whether it is worth the width of the page, as the picture of a post is and a portrait is not.</param>
internal sealed record SharedPicture(string Path, int Width, int Height, string? Alt, bool IsLarge)
{
    /// <summary>The whole of it.</summary>
    public SharedPicture(Picture picture, string? alt, bool isLarge)
        : this(picture.Url, picture.Width, picture.Height, alt, isLarge)
    {
    }

    /// <summary>The blog's portrait, for what has no picture of its own; null where there is none.</summary>
    public static SharedPicture? Of(BlogFace blog) => blog.Portrait is { } portrait ? new SharedPicture(portrait, blog.Writer ?? blog.Title, isLarge: false) : null;
}

/// <summary>A post for OpenGraph and schema.org.</summary>
/// <param name="Published">ISO 8601, as much as is known; empty where nothing is.</param>
/// <param name="Modified">ISO 8601; empty where nobody changed it.</param>
/// <param name="Image">Path of the picture.</param>
internal sealed record Article(
    string Headline, string Author, string AuthorPath, string Published, string Modified, string Language, string? Image, int Comments)
{
    /// <summary>When something was put right (ISO 8601), and what.</summary>
    public IReadOnlyList<(string At, string Text)> Corrections { get; init; } = [];

    /// <summary>Who has paid for it.</summary>
    public string? Sponsor { get; init; }

    /// <summary>The post that it answers.</summary>
    public ArticleLink? About { get; init; }

    /// <summary>The answers to it.</summary>
    public IReadOnlyList<ArticleLink> SubjectOf { get; init; } = [];
}

/// <param name="Path">of the network</param>
internal sealed record ArticleLink(string Headline, string Path);
