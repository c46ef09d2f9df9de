using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>Publishes a scheduled post when its time has come.</summary>
internal sealed class PublishDuePost(SpaltDb db, TimeProvider clock) : IJob
{
    public static string Kind => "publish-due-post";

    public static Job At(Post post) => new(Kind, post.Id.ToString(CultureInfo.InvariantCulture), post.PublishedAt!.Value);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        var post = await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleOrDefaultAsync(p => p.Id == id, cancel);

        // The author may have changed the time or thought better of it.
        if (post is { State: PostState.Scheduled } && post.PublishedAt <= clock.GetUtcNow())
        {
            // While the blog rests, or is over, nothing goes out: its writer finds it among the drafts.
            if (await db.Blogs.AnyAsync(b => b.Id == post.BlogId && b.State == BlogState.Open, cancel))
            {
                post.Publish(clock.GetUtcNow());
            }
            else
            {
                post.Withdraw(clock.GetUtcNow());
            }

            await db.SaveChangesAsync(cancel);
        }
    }
}
