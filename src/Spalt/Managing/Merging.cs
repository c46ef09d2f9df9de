using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Writing;

namespace Spalt.Managing;

/// <summary>Makes one blog of two, in one transaction: posts are moved as a writer moves them, so that every old address leads to the new one.</summary>
internal sealed class Merging(SpaltDb db, DraftKeeper keeper, Publishing publishing, TimeProvider clock)
{
    public Task MergeAsync(long fromId, long intoId, NetworkFace network, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var ids = await db.Posts.Where(p => p.BlogId == fromId).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancel);
            foreach (var id in ids)
            {
                var post = await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleAsync(p => p.Id == id, cancel);
                var into = await db.Blogs.SingleAsync(b => b.Id == intoId, cancel);
                await publishing.MoveAsync(await keeper.OpenAsync(post, cancel), into, network, cancel);

                // Of a blog with thousands of posts nobody looks back at each for every other.
                db.ChangeTracker.Clear();
            }

            await TakePicturesAsync(fromId, intoId, cancel);
            await TakeMembersAsync(fromId, intoId, cancel);
            var (from, target) = (await db.Blogs.SingleAsync(b => b.Id == fromId, cancel), await db.Blogs.SingleAsync(b => b.Id == intoId, cancel));

            // What led into the one leads on into the other, in one step.
            foreach (var earlier in await db.Blogs.Where(b => b.MergedIntoId == fromId).ToListAsync(cancel))
            {
                earlier.MergeInto(target);
            }

            from.MergeInto(target);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>The library comes along; what the other has already stays there once.</summary>
    private async Task TakePicturesAsync(long fromId, long intoId, CancellationToken cancel)
    {
        var known = await db.BlogPictures.Where(p => p.BlogId == intoId).Select(p => p.FileId).ToListAsync(cancel);
        foreach (var picture in await db.BlogPictures.Where(p => p.BlogId == fromId).ToListAsync(cancel))
        {
            if (known.Contains(picture.FileId))
            {
                db.Remove(picture);
            }
            else
            {
                picture.MoveTo(intoId);
            }
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>Whoever wrote in the one writes in the other: its owners as authors, since that has owners of its own. Open invitations are called back.</summary>
    private async Task TakeMembersAsync(long fromId, long intoId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var known = await db.BlogMembers.Where(m => m.BlogId == intoId).Select(m => m.AccountId).ToListAsync(cancel);
        foreach (var member in await db.BlogMembers.Where(m => m.BlogId == fromId).ToListAsync(cancel))
        {
            db.Remove(member);
            if (!known.Contains(member.AccountId))
            {
                db.Add(new BlogMember(intoId, member.AccountId, member.Role is BlogRole.Owner ? BlogRole.Author : member.Role, now));
            }
        }

        (await db.Invitations.Where(i => i.BlogId == fromId && i.EndedAt == null).ToListAsync(cancel)).ForEach(i => i.Withdraw(now));
        await db.SaveChangesAsync(cancel);
    }
}
