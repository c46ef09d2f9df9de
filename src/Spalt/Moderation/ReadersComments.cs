using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation;

/// <summary>
/// The one question by which comments leave the house, on whatever way: page, feed, count. On an edited blog no text is public that a
/// named person has not approved as it stands.
/// </summary>
internal static class ReadersComments
{
    public static IQueryable<Comment> ShownComments(this SpaltDb db) => db.Comments.Where(
        c => c.State == CommentState.Approved
            && (c.ApprovedHash == c.TextHash || db.Posts.Any(p => p.Id == c.PostId && db.Blogs.Any(b => b.Id == p.BlogId && b.Regime == Regime.Open))));
}
