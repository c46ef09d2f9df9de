using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>A public post as the one that it answers names it, or the other way round.</summary>
/// <param name="ReplyToId"><see cref="Post.ReplyToId"/></param>
internal sealed record ReplyLink(
    long Id, long? ReplyToId, string BlogSlug, string Slug, string Title, string Author, string? Language, DateTimeOffset? PublishedAt, PublishedPrecision Precision)
{
    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);
}

/// <summary>What answers what, as far as readers see both: what was removed, taken down or stands in a closed blog is named nowhere.</summary>
internal sealed class ReplyLinks(IReadOnlyList<ReplyLink> links)
{
    public static readonly ReplyLinks None = new([]);

    /// <summary>Answers on one post's page: each is a whole text.</summary>
    public const int Most = 20;

    /// <summary>Compiled once: pages of posts, fronts of blogs and feeds ask it. An expression cannot hold our own query methods.</summary>
    private static readonly Func<SpaltDb, long[], long[], IAsyncEnumerable<ReplyLink>> Asked = EF.CompileAsyncQuery(
        (SpaltDb db, long[] answered, long[] named) =>
            from post in db.Posts
            where post.State == PostState.Published && ((post.ReplyToId != null && answered.Contains(post.ReplyToId.Value)) || named.Contains(post.Id))
            join blog in db.Blogs on post.BlogId equals blog.Id
            where blog.State != BlogState.Closed && blog.SuspendedAt == null && blog.MergedIntoId == null
            join author in db.Accounts on post.AuthorId equals author.Id
            orderby post.Id
            select new ReplyLink(post.Id, post.ReplyToId, blog.Slug, post.Slug, post.Title, author.Name, post.Language, post.PublishedAt, post.PublishedPrecision));

    /// <summary>Answers to a post, the first first.</summary>
    public IEnumerable<ReplyLink> To(long postId) => links.Where(l => l.ReplyToId == postId).Take(Most);

    /// <summary>What a post answers; null where it answers nothing that readers see.</summary>
    public ReplyLink? AnsweredBy(long? replyToId) => replyToId is { } id ? links.FirstOrDefault(l => l.Id == id) : null;

    /// <summary>A page that names these is stale when one of them changes; also one that comes back, of what is not seen now.</summary>
    public IEnumerable<string> Thaws(long? replyToId) =>
        links.Select(l => l.Id).Concat(replyToId is { } id ? [id] : []).Distinct().Select(Web.PageCache.Tags.Post);

    /// <param name="posts">Ids, whether anything answers them (<see cref="Post.HasReplies"/>), and what each of them answers.</param>
    public static async ValueTask<ReplyLinks> OfAsync(SpaltDb db, IEnumerable<(long Id, bool HasReplies, long? ReplyToId)> posts, CancellationToken cancel)
    {
        List<(long Id, bool HasReplies, long? ReplyToId)> all = [.. posts.Where(p => p.HasReplies || p.ReplyToId is not null)];
        return all.Count == 0 ? None : new(await Asked(db, [.. all.Where(p => p.HasReplies).Select(p => p.Id)], [.. all.Select(p => p.ReplyToId).OfType<long>()]).ToListAsync(cancel));
    }
}
