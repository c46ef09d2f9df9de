using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>Throws away what has lain in the bin for thirty days. Of what was public the bare row stays, so that its address goes on to answer 410.</summary>
internal sealed class EmptyTheBin(SpaltDb db, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private const int AtOnce = 100;

    public static string Kind => "empty-the-bin";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Kept;
        while (await SomeAsync(before, cancel) == AtOnce)
        {
            // There may be more.
        }
    }

    private async Task<int> SomeAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var posts = await db.Posts.Where(p => p.BinnedAt < before).OrderBy(p => p.BinnedAt).Take(AtOnce).ToListAsync(cancel);
        var ids = posts.ConvertAll(p => p.Id);
        await db.InTransactionAsync(
            async () =>
            {
                db.RemoveRange(await db.Drafts.Where(d => ids.Contains(d.PostId)).ToListAsync(cancel));
                await db.Revisions.Where(r => ids.Contains(r.PostId)).ExecuteDeleteAsync(cancel);
                await db.MarginNotes.Where(n => ids.Contains(n.PostId)).ExecuteDeleteAsync(cancel);
                await db.PreviewLinks.Where(l => ids.Contains(l.PostId)).ExecuteDeleteAsync(cancel);
                await db.PostTags.Where(t => ids.Contains(t.PostId)).ExecuteDeleteAsync(cancel);
                await db.PostCategories.Where(c => ids.Contains(c.PostId)).ExecuteDeleteAsync(cancel);
                await db.PostPictures.Where(s => ids.Contains(s.PostId)).ExecuteDeleteAsync(cancel);
                await db.Likes.Where(l => ids.Contains(l.PostId)).ExecuteDeleteAsync(cancel);
                await ForgetCommentsAsync(ids, cancel);
                foreach (var post in posts)
                {
                    if (post.PublicAt is not null)
                    {
                        post.Forget();
                    }
                    else
                    {
                        db.Remove(post);
                    }
                }

                await db.SaveChangesAsync(cancel);
            },
            cancel);
        db.ChangeTracker.Clear();
        return posts.Count;
    }

    /// <summary>Answers before what they answer.</summary>
    private async Task ForgetCommentsAsync(List<long> posts, CancellationToken cancel)
    {
        var comments = db.Comments.Where(c => posts.Contains(c.PostId));
        await comments.Where(c => c.ParentId != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.ParentId, (long?)null), cancel);
        await comments.ExecuteDeleteAsync(cancel);
        await db.ThreadFollowers.Where(f => posts.Contains(f.PostId)).ExecuteDeleteAsync(cancel);
    }
}
