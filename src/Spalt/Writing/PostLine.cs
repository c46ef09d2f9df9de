using System.Linq.Expressions;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>A post in the newsroom's lists: what it is called, where it stands, who worked on it last.</summary>
internal sealed record PostLine
{
    public long Id { get; init; }

    public long NetworkId { get; init; }

    public long BlogId { get; init; }

    public string BlogSlug { get; init; } = "";

    public string BlogTitle { get; init; } = "";

    public long AuthorId { get; init; }

    public string Author { get; init; } = "";

    /// <summary>Whether it answers another post: then it is the editors' to work on, not the blog's.</summary>
    public bool IsReply { get; init; }

    public string Title { get; init; } = "";

    public PostState State { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public PublishedPrecision Precision { get; init; }

    public DateTimeOffset? BinnedAt { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    public long SavedById { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Whether somebody looked at it and sent it back, and nobody has asked again.</summary>
    public bool IsReturned { get; init; }

    /// <summary>Whether the draft says something that the post does not.</summary>
    public bool IsAhead { get; init; }

    public string Path => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/-/write/{BlogSlug}/{Id}");
}

internal static class PostLineQueries
{
    private static readonly Expression<Func<Source, PostLine>> Line = s => new PostLine
    {
        Id = s.Post.Id,
        NetworkId = s.Post.NetworkId,
        BlogId = s.Post.BlogId,
        BlogSlug = s.Blog.Slug,
        BlogTitle = s.Blog.Title,
        AuthorId = s.Post.AuthorId,
        Author = s.Author.Name,
        IsReply = s.Post.ReplyToId != null,
        Title = s.Draft == null ? s.Post.Title : s.Draft.Title,
        State = s.Post.State,
        PublishedAt = s.Post.PublishedAt,
        Precision = s.Post.PublishedPrecision,
        BinnedAt = s.Post.BinnedAt,
        SavedAt = s.Draft == null ? s.Post.UpdatedAt : s.Draft.SavedAt,
        SavedById = s.Draft == null ? s.Post.AuthorId : s.Draft.SavedById,
        AskedAt = s.Draft == null ? null : s.Draft.AskedAt,
        IsReturned = s.Draft != null && s.Draft.Note != null && s.Draft.AskedAt == null,
        IsAhead = s.Draft != null && s.Draft.AppliedVersion != s.Draft.Version,
    };

    /// <summary>All posts, with their drafts where somebody works on them.</summary>
    public static IQueryable<PostLine> PostLines(this SpaltDb db) => (
        from p in db.Posts
        join blog in db.Blogs on p.BlogId equals blog.Id
        join author in db.Accounts on p.AuthorId equals author.Id
        from d in db.Drafts.Where(d => d.PostId == p.Id).DefaultIfEmpty()
        select new Source { Post = p, Blog = blog, Author = author, Draft = d }).Select(Line);

    /// <summary>The posts of these drafts: they are few, and what is asked of them has an index, which no index over all posts can have.</summary>
    public static IQueryable<PostLine> PostLines(this SpaltDb db, IQueryable<PostDraft> drafts) => (
        from d in drafts
        join p in db.Posts on d.PostId equals p.Id
        join blog in db.Blogs on p.BlogId equals blog.Id
        join author in db.Accounts on p.AuthorId equals author.Id
        select new Source { Post = p, Blog = blog, Author = author, Draft = d }).Select(Line);

    private sealed class Source
    {
        public required Post Post { get; init; }

        public required Blog Blog { get; init; }

        public required Account Author { get; init; }

        public required PostDraft? Draft { get; init; }
    }
}
