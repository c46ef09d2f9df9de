using System.Linq.Expressions;

namespace Spalt.Comments;

/// <summary>In which order the comments that answer the post itself stand; answers below them are always oldest first.</summary>
internal enum ThreadOrder
{
    Oldest,
    Newest,
    Liked,
}

/// <summary>From which comment on a page of a thread goes, and which way.</summary>
internal enum ThreadWay
{
    From,
    After,

    /// <summary>The page that ends just before it.</summary>
    Before,
}

/// <param name="Id">The comment's.</param>
internal sealed record ThreadMark(ThreadWay Way, long Id);

/// <summary>Where a comment stands in every order.</summary>
internal sealed record ThreadKey(long Id, DateTimeOffset WrittenAt, int Likes);

internal static class ThreadOrders
{
    public static readonly IReadOnlyList<ThreadOrder> All = Enum.GetValues<ThreadOrder>();

    extension(ThreadOrder order)
    {
        /// <summary>The word for it in addresses.</summary>
        public string Word => order switch { ThreadOrder.Newest => "newest", ThreadOrder.Liked => "liked", _ => "oldest" };
    }

    extension(ThreadWay way)
    {
        public string Word => way switch { ThreadWay.Before => "before", ThreadWay.After => "after", _ => "from" };
    }

    public static ThreadOrder? OrderOf(string? word) => All.Where(o => o.Word == word).Select(o => (ThreadOrder?)o).FirstOrDefault();

    /// <summary>Null where there is no such way; a page of which nothing is said begins at the beginning.</summary>
    public static ThreadMark? MarkOf(string word, long id) =>
        Enum.GetValues<ThreadWay>().Where(w => w.Word == word).Select(w => new ThreadMark(w, id)).FirstOrDefault();

    extension(IQueryable<Comment> comments)
    {
        /// <summary>In that order, beginning at a comment; backwards where the page ends there. Each is read along one index.</summary>
        public IQueryable<Comment> Along(ThreadOrder order, ThreadWay way, ThreadKey? key)
        {
            var some = key is null ? comments : comments.Where(Beyond(order, way, key));
            return (order, way is ThreadWay.Before) switch
            {
                (ThreadOrder.Liked, false) => some.OrderByDescending(c => c.LikeCount).ThenBy(c => c.Id),
                (ThreadOrder.Liked, true) => some.OrderBy(c => c.LikeCount).ThenByDescending(c => c.Id),
                (ThreadOrder.Oldest, false) or (ThreadOrder.Newest, true) => some.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id),
                _ => some.OrderByDescending(c => c.WrittenAt).ThenByDescending(c => c.Id),
            };
        }
    }

    private static Expression<Func<Comment, bool>> Beyond(ThreadOrder order, ThreadWay way, ThreadKey key)
    {
        var (id, at, likes) = (key.Id, key.WrittenAt, key.Likes);

        // The one itself is on the page that begins from it: its neighbour's id is the bound there.
        var (least, most) = way is ThreadWay.From ? (id - 1, id + 1) : (id, id);
        return (order, way is ThreadWay.Before) switch
        {
            (ThreadOrder.Liked, false) => c => c.LikeCount <= likes && (c.LikeCount < likes || c.Id > least),
            (ThreadOrder.Liked, true) => c => c.LikeCount >= likes && (c.LikeCount > likes || c.Id < most),
            (ThreadOrder.Oldest, false) or (ThreadOrder.Newest, true) => c => c.WrittenAt >= at && (c.WrittenAt > at || c.Id > least),
            _ => c => c.WrittenAt <= at && (c.WrittenAt < at || c.Id < most),
        };
    }
}
