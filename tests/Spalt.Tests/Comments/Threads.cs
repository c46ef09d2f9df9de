using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

/// <summary>Threads of any shape, and readers who leaf through them by links alone.</summary>
internal static partial class Threads
{
    public const string Page = "/bank-nio/2026/03/04/isen-bar/";

    /// <summary>Plants comments, a second apart.</summary>
    /// <param name="parents">For each the number (from 0) of the one that it answers; null for the post.</param>
    public static async Task<List<Comment>> PlantAsync(this Site site, Post post, IReadOnlyList<int?> parents)
    {
        List<Comment> comments = [];
        await site.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                comments = [.. parents.Select((_, i) => Comment.Imported(
                    post.Id, Regime.Open, $"Namn {i}", $"<p>Ord {i}.</p>", site.Clock.Now.AddSeconds(i - parents.Count), PublishedPrecision.Exact, null))];
                await db.GiveIdsAsync(comments, TestContext.Current.CancellationToken);
                for (var i = 0; i < parents.Count; i++)
                {
                    comments[i].Answer(parents[i] is { } other ? (comments[other].Id, comments[other].TopId) : null);
                }

                await db.InsertManyAsync(comments, TestContext.Current.CancellationToken);
                (await db.Posts.SingleAsync(p => p.Id == post.Id)).TakeOverComments(0, comments.Count);
                await CommentTally.CountAnswersAsync(db, db.Comments.Where(c => c.PostId == post.Id), TestContext.Current.CancellationToken);
                await db.SaveChangesAsync();
            },
            TestContext.Current.CancellationToken));
        return comments;
    }

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
