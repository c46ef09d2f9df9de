using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Spalt.Formats;

namespace Spalt.Blogs;

/// <summary>A line of a blog's menu or of its list of links.</summary>
/// <param name="Text">Plain text on one line.</param>
/// <param name="Address">As <see cref="AddressOf"/> makes it.</param>
public sealed record BlogLink(string Text, string Address)
{
    public const int Most = 30;
    public const int LongestText = 80;
    public const int LongestAddress = 500;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Whether it leads to something of the blog's own.</summary>
    public bool IsOwn => Address.Length == 0 || (Address[0] is not '/' && WebAddress.Of(Address) is null);

    public static IReadOnlyList<BlogLink> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<BlogLink>>(json, Json) ?? [];

    /// <summary>JSON for the column; null for no line.</summary>
    public static string? Write(IReadOnlyList<BlogLink> links) => links.Count == 0 ? null : JsonSerializer.Serialize(links, Json);

    /// <summary>The address of one of the blog's pages.</summary>
    public static string AddressOf(string pageSlug) => pageSlug + "/";

    /// <summary>
    /// What somebody typed, as it is kept: <c>https://…</c>, a path of the host, or what stands below the blog's own address without
    /// that, so that it holds wherever the blog is. Null for anything else: other schemes, addresses that lead elsewhere than they seem to.
    /// </summary>
    /// <param name="blogPath"><c>/slug/</c></param>
    public static string? AddressOf(string typed, string blogPath)
    {
        if (typed.Length is 0 or > LongestAddress || typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '"' or '<' or '>'))
        {
            return null;
        }

        if (typed[0] is '/')
        {
            return typed.StartsWith("//", StringComparison.Ordinal) || !IsPath(typed) ? null
                : typed.StartsWith(blogPath, StringComparison.Ordinal) && typed[blogPath.Length..] is not ['/', ..] and var own ? own : typed;
        }

        // People leave the scheme out, as browsers let them.
        var whole = typed.Contains(':', StringComparison.Ordinal) ? typed : "https://" + typed;
        return WebAddress.Of(whole) is { UserInfo: "" } web && web.Host.Contains('.', StringComparison.Ordinal) ? web.AbsoluteUri : null;
    }

    /// <summary>Where it leads, for a page's <c>href</c>.</summary>
    /// <param name="blogPath">Path of the blog from the root of the host, with a final slash.</param>
    public string Href(string blogPath) => IsOwn ? blogPath + Address : Address;

    private static bool IsPath(string path) => Uri.TryCreate("http://a" + path, UriKind.Absolute, out var uri) && uri.Host == "a";
}
