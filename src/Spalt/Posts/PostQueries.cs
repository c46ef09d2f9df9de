using Spalt.Networks;

namespace Spalt.Posts;

internal static class PostQueries
{
    /// <summary>Whether a page of a list is nearer to its start than to its end.</summary>
    public static bool IsFromStart(int offset, int total) => offset <= total / 2;

    extension(IQueryable<Post> posts)
    {
        public IQueryable<Post> Published() => posts.Where(p => p.State == PostState.Published);

        /// <summary>Published posts of a network that its lists show: those of suspended and closed blogs are left out.</summary>
        public IQueryable<Post> ShownOn(NetworkFace network)
        {
            var (shown, hidden) = (posts.Published().On(network.Id), network.Extras.Hidden);
            return hidden.Length == 0 ? shown : shown.Where(p => !hidden.Contains(p.BlogId));
        }

        /// <summary>Posts that have an address: removed ones too, it answers 410.</summary>
        public IQueryable<Post> Addressed() => posts.Where(p => p.State == PostState.Published || p.State == PostState.Removed);

        public IQueryable<Post> In(long blogId) => posts.Where(p => p.BlogId == blogId);

        public IQueryable<Post> On(long networkId) => posts.Where(p => p.NetworkId == networkId);

        public IQueryable<Post> By(long authorId) => posts.Where(p => p.AuthorId == authorId);

        public IQueryable<Post> NewestFirst() => posts.OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id);

        public IQueryable<Post> OldestFirst() => posts.OrderBy(p => p.PublishedAt).ThenBy(p => p.Id);

        /// <summary>Posts whose known date lies in [from, to).</summary>
        public IQueryable<Post> Between(DateTimeOffset from, DateTimeOffset to) =>
            posts.Where(p => p.PublishedAt >= from && p.PublishedAt < to && p.PublishedPrecision != PublishedPrecision.Unknown);

        public IQueryable<Post> WithoutDate() => posts.Where(p => p.PublishedPrecision == PublishedPrecision.Unknown);

        /// <summary>Posts that come before one, in the order of the blog.</summary>
        public IQueryable<Post> OlderThan(DateTimeOffset at, long id) =>
            posts.Where(p => p.PublishedAt <= at && (p.PublishedAt < at || p.Id < id));

        /// <summary>Posts that come after one, in the order of the blog.</summary>
        public IQueryable<Post> NewerThan(DateTimeOffset at, long id) =>
            posts.Where(p => p.PublishedAt >= at && (p.PublishedAt > at || p.Id > id));

        /// <summary>
        /// Ids of a page of a list, newest first, read from an index alone; from its nearer end, so that the last page costs what
        /// the first does.
        /// </summary>
        /// <param name="total">How many there are; <see cref="int.MaxValue"/> where nobody counted.</param>
        public IQueryable<long> PageOfIds(int offset, int size, int total) =>
            IsFromStart(offset, total)
                ? posts.NewestFirst().Select(p => p.Id).Skip(offset).Take(size)
                : posts.OldestFirst().Select(p => p.Id).Skip(Math.Max(0, total - offset - size)).Take(Math.Clamp(total - offset, 0, size));

        public IQueryable<Post> WithIds(IQueryable<long> ids) => posts.Where(p => ids.Contains(p.Id));
    }
}
