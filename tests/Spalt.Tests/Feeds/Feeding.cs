using System.Xml.Linq;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Formats.Feeds;
using Spalt.Posts;

namespace Spalt.Tests.Feeds;

/// <summary>Asking a site for what machines read.</summary>
internal static class Feeding
{
    public static async Task<HttpResponseMessage> AskAsync(this Site site, string path, string? host = null, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        also?.Invoke(request);
        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The feed as our own reader understands it.</summary>
    public static async Task<Feed> FeedAsync(this Site site, string path)
    {
        using var response = await site.AskAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"GET {path} answered {(int)response.StatusCode}");
        return FeedReader.Read(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), response.Content.Headers.ContentType?.ToString());
    }

    public static async Task<string[]> TitlesAsync(this Site site, string path) =>
        [.. (await site.FeedAsync(path)).Items.Select(i => i.Title!.Plain)];

    /// <summary>The addresses in a sitemap or an index of them.</summary>
    public static async Task<string[]> AddressesAsync(this Site site, string path) =>
        [.. XDocument.Parse(await site.GetAsync(path)).Descendants().Where(e => e.Name.LocalName is "loc").Select(e => e.Value)];

    /// <param name="origin">Its number on the page it came from, where it came from one.</param>
    public static Task<Comment> CommentAsync(
        this Site site, Post post, string author, DateTimeOffset at, PublishedPrecision precision = PublishedPrecision.Exact, long? origin = null,
        Comment? answers = null) =>
        site.WithDbAsync(async db =>
        {
            var comment = Comment.Imported(post.Id, Regime.Open, author, $"<p>{author} tycker <a href=\"/om/\">så</a>.</p>", at, precision, origin);
            comment.Answer(answers is null ? null : (answers.Id, answers.TopId));
            db.Add(comment);
            await db.SaveChangesAsync();
            await CommentTally.CountAnswersAsync(db, db.Comments.Where(c => c.PostId == post.Id), TestContext.Current.CancellationToken);
            return comment;
        });
}
