using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Writing;

/// <summary>What a writer says about a post besides its text. It becomes the post's own with the text.</summary>
public sealed record PostSettings
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static PostSettings None { get; } = new();

    /// <summary>The last segment of its address; null for one made of the headline.</summary>
    public string? Slug { get; init; }

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>BCP 47 where it is not the network's.</summary>
    public string? Language { get; init; }

    public string? Canonical { get; init; }

    /// <summary>From when on nobody may comment; null while there is no such time.</summary>
    public DateTimeOffset? CommentsCloseAt { get; init; }

    public Commenters Commenters { get; init; }

    public CommentApproval CommentApproval { get; init; }

    /// <summary>What the writer asks the readers; null for nothing.</summary>
    public string? Question { get; init; }

    public Sponsorship? Sponsor { get; init; }

    public IReadOnlyList<RelatedLink> Related { get; init; } = [];

    /// <summary>Hash of the picture that stands for the post in lists and where somebody shares it; null for the first of its text.</summary>
    public string? Picture { get; init; }

    /// <summary>What a new post of a blog begins with. What the blog says about comments holds for the post without standing here.</summary>
    public static PostSettings Of(Blog blog) => new() { Language = blog.Language };

    public static PostSettings Read(string json) => JsonSerializer.Deserialize<PostSettings>(json, Json) ?? None;

    public string Write() => JsonSerializer.Serialize(this, Json);
}
