namespace Spalt.Posts;

internal static class PostQueries
{
    extension(IQueryable<Post> posts)
    {
        public IQueryable<Post> Published() => posts.Where(p => p.State == PostState.Published);

        public IQueryable<Post> In(long blogId) => posts.Where(p => p.BlogId == blogId);

        public IQueryable<Post> On(long networkId) => posts.Where(p => p.NetworkId == networkId);

        public IQueryable<Post> NewestFirst() => posts.OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id);

        public IQueryable<Post> OldestFirst() => posts.OrderBy(p => p.PublishedAt).ThenBy(p => p.Id);
    }
}
