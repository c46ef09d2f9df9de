using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

/// <summary>Threads of any shape.</summary>
internal static class Planting
{
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
}
