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

    public string Title { get; init; } = "";

    public PostState State { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public PublishedPrecision Precision { get; init; }

    public DateTimeOffset? BinnedAt { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    public long SavedById { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Whether the draft says something that the post does not.</summary>
    public bool IsAhead { get; init; }

    public string Path => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/-/write/{BlogSlug}/{Id}");
}

internal static class PostLineQueries
{
    /// <summary>All posts, with their drafts where somebody works on them.</summary>
    public static IQueryable<PostLine> PostLines(this SpaltDb db) =>
        from p in db.Posts
        join blog in db.Blogs on p.BlogId equals blog.Id
        join author in db.Accounts on p.AuthorId equals author.Id
        from d in db.Drafts.Where(d => d.PostId == p.Id).DefaultIfEmpty()
        select new PostLine
        {
            Id = p.Id,
            NetworkId = p.NetworkId,
            BlogId = p.BlogId,
            BlogSlug = blog.Slug,
            BlogTitle = blog.Title,
            AuthorId = p.AuthorId,
            Author = author.Name,
            Title = d == null ? p.Title : d.Title,
            State = p.State,
            PublishedAt = p.PublishedAt,
            Precision = p.PublishedPrecision,
            BinnedAt = p.BinnedAt,
            SavedAt = d == null ? p.UpdatedAt : d.SavedAt,
            SavedById = d == null ? p.AuthorId : d.SavedById,
            AskedAt = d == null ? null : d.AskedAt,
            IsAhead = d != null && d.AppliedVersion != d.Version,
        };
}
