using System.Globalization;
using System.Text;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Short hands for tests of saved pages.</summary>
internal static class Saved
{
    public static SavedPage Page(string text, string? name = null) => SavedPage.Read(Encoding.UTF8.GetBytes(text), name);

    public static SavedPost Post(string text) => Assert.Single(Page(text).Posts);

    public static string[] Titles(this SavedPage page) => [.. page.Posts.Select(post => post.Title)];

    public static string[] Bodies(this SavedPage page) => [.. page.Posts.Select(post => post.BodyHtml)];

    /// <summary>What a post says of itself, on one line: author, date, categories, tags, comments (held of stated), likes, slug.</summary>
    public static string Facts(this SavedPost post) => string.Create(
        CultureInfo.InvariantCulture,
        $"{post.AuthorName ?? "–"} {post.Published} [{string.Join(", ", post.Categories)}] [{string.Join(", ", post.Tags)}] {post.Comments.Count}/{Or(post.CommentCount)} {Or(post.Likes)} {post.Slug ?? "–"}");

    private static object Or(int? number) => number is { } known ? known : "–";

    /// <summary>The body as it will be shown, on one line.</summary>
    public static string Shown(this SavedPost post) => HtmlSanitizer.Clean(post.BodyHtml, HtmlPolicy.Post).ReplaceLineEndings("");

    /// <summary>The comments, each behind the number of what it answers.</summary>
    public static string[] Talk(this SavedPost post) => [.. post.Comments.Select(c => $"{c.ParentId} {c.AuthorName} {c.Published}: {HtmlSanitizer.Clean(c.BodyHtml, HtmlPolicy.Comment)}".Trim())];
}
