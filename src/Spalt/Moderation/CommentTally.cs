using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation;

/// <summary>
/// What follows at once from comments that become public or are taken away, and from a blog's new regime, in the same transaction: the counters of posts and
/// branches, the look for whoever is to be told of answers, and that what nobody approved waits.
/// </summary>
internal static class CommentTally
{
    public static async Task CountAsync(SpaltDb db, IReadOnlyList<News> news, CancellationToken cancel)
    {
        List<CommentsShown> shown = [.. news.OfType<CommentsShown>()];

        // Branches before posts: whoever decides about a comment has it already, and waits for its post.
        foreach (var (by, branches) in Changes(shown.Where(n => n.TopId != 0), n => n.TopId))
        {
            await db.Comments.Where(c => branches.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.AnswerCount, c => c.AnswerCount + by), cancel);
        }

        foreach (var (by, posts) in Changes(shown, n => n.PostId))
        {
            await db.Posts.Where(p => posts.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.CommentCount, p => p.CommentCount + by), cancel);
        }

        await FindAnswers.PlantAsync(db, Changes(shown, n => n.PostId).Where(c => c.By > 0).SelectMany(c => c.Ids), cancel);
        foreach (var id in news.OfType<RegimeDeclared>().Select(n => n.Blog.Id))
        {
            await ObeyAsync(db, id, db.Posts.Where(p => p.BlogId == id), cancel);
        }

        foreach (var post in news.OfType<PostRehomed>().Select(n => n.Post))
        {
            await ObeyAsync(db, post.BlogId, db.Posts.Where(p => p.Id == post.Id), cancel);
        }
    }

    /// <summary>What counts so many more, together: of many comments that come at once, nearly every post has one.</summary>
    private static IEnumerable<(int By, List<long> Ids)> Changes(IEnumerable<CommentsShown> shown, Func<CommentsShown, long> of) =>
        from change in shown.GroupBy(of, n => n.By)
        group change.Key by change.Sum() into same
        where same.Key != 0
        select (same.Key, same.ToList());

    /// <summary>Counts the branches anew, where states were changed past the entities or comments came in bulk: once through all of them, however many.</summary>
    /// <param name="comments">All of some posts.</param>
    public static async Task CountAnswersAsync(SpaltDb db, IQueryable<Comment> comments, CancellationToken cancel) => await db.InTransactionAsync(
        async () =>
        {
            var answers = comments.Where(c => c.TopId != 0 && c.State == CommentState.Approved).GroupBy(c => c.TopId).Select(g => new { TopId = g.Key, Count = g.Count() });
            await comments.Where(c => c.AnswerCount > 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.AnswerCount, 0), cancel);
            await comments.Join(answers, c => c.Id, a => a.TopId, (comment, counted) => new { Comment = comment, counted.Count })
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Comment.AnswerCount, c => c.Count), cancel);
        },
        cancel);

    /// <summary>What nobody approved waits on a blog that is edited. What waits on one that is open stays waiting: somebody held it.</summary>
    /// <param name="posts">Those of the blog to which its regime is new.</param>
    private static async Task ObeyAsync(SpaltDb db, long blogId, IQueryable<Post> posts, CancellationToken cancel)
    {
        if (await db.Blogs.AnyAsync(b => b.Id == blogId && b.Regime == Regime.Edited, cancel))
        {
            var theirs = db.Comments.Where(c => posts.Select(p => p.Id).Contains(c.PostId));
            await theirs.Where(c => c.State == CommentState.Approved && (c.ApprovedHash == null || c.ApprovedHash != c.TextHash))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CommentState.Waiting), cancel);
            await CountAnswersAsync(db, theirs, cancel);
        }

        await posts.Where(p => p.CommentCount > 0 || db.Comments.Any(c => c.PostId == p.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.CommentCount, p => db.Comments.Count(c => c.PostId == p.Id && c.State == CommentState.Approved)), cancel);
    }
}
