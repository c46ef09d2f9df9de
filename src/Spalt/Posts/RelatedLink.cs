using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Spalt.Posts;

/// <summary>Something to read besides, which the writer names below the post.</summary>
/// <param name="Address">Absolute with http or https, or a path of this network.</param>
/// <param name="Title">Plain text.</param>
public sealed record RelatedLink(string Address, string Title)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The links that a post's row keeps, in their order.</summary>
    /// <param name="kept">JSON, as <see cref="Write"/> makes it; null for none.</param>
    public static IReadOnlyList<RelatedLink> Read(string? kept) => kept is null ? [] : JsonSerializer.Deserialize<List<RelatedLink>>(kept, Json) ?? [];

    internal static string? Write(IReadOnlyList<RelatedLink> links) => links.Count == 0 ? null : JsonSerializer.Serialize(links, Json);
}
