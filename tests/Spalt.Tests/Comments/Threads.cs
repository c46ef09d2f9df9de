using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Spalt.Comments;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

/// <summary>Readers who leaf through threads by links alone.</summary>
internal static partial class Threads
{
    public const string Page = "/bank-nio/2026/03/04/isen-bar/";

    /// <summary>Pages of a thread by their links to the next one.</summary>
    public static async Task<List<IHtmlDocument>> LeafAsync(this Site site, string path)
    {
        List<IHtmlDocument> pages = [];
        for (string? next = path; next is not null; next = pages[^1].QuerySelector("#comments a[rel=next]")?.GetAttribute("href"))
        {
            pages.Add(await site.Http.PageAsync(next));
            Assert.True(pages.Count < 1_000, "The pages never end.");
        }

        return pages;
    }

    /// <summary>Every comment that is found by links from the post's page: further pages, and branches with pages of their own.</summary>
    public static async Task<List<string>> WalkAsync(this Site site, string path, Action<IHtmlDocument> look)
    {
        List<string> found = [];
        var waiting = new Queue<string>([path]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var page in await site.LeafAsync(next))
            {
                look(page);
                found.AddRange(page.Comments());
                foreach (var more in page.QuerySelectorAll(".thread .more a"))
                {
                    waiting.Enqueue(more.GetAttribute("href")!);
                }
            }
        }

        return found;
    }

    /// <summary>Anchors of the comments on a page, in its order.</summary>
    public static IEnumerable<string> Comments(this IHtmlDocument page) => page.QuerySelectorAll("article.comment").Select(c => c.Id!);

    public static string AnchorOf(this Comment comment) => CommentAnchor.Of(comment.Id, comment.OriginId);

    /// <summary>The address of a comment, as it stands at its head.</summary>
    public static async Task<string> PlaceAsync(this Site site, Post post, Comment comment)
    {
        using var answer = await site.Http.AskAsync($"/-/posts/{post.Id}/comments/at/{Number().Match(comment.AnchorOf()).Value}");
        Assert.Equal(302, (int)answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    [GeneratedRegex(@"s?\d+$")]
    private static partial Regex Number();
}
