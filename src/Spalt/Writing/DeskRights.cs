using Spalt.Blogs;
using Spalt.Members;
using Spalt.Posts;

namespace Spalt.Writing;

/// <summary>What whoever is at the desk may do with one post.</summary>
/// <param name="MayReview">May say yes or no to what others wrote.</param>
/// <param name="IsShut">Nothing new goes out, because the blog rests or is over; what is public may be put right while it rests.</param>
internal sealed record DeskRights(bool MayPublish, bool MayReview, bool IsShut)
{
    public static DeskRights Of(Desk desk, Post post, bool requiresReview) =>
        new(desk.MayManage || (!requiresReview && desk.MayPublish(post.AuthorId)), desk.MayManage, !desk.BlogState.MayPublish && post.State is not PostState.Published);
}
