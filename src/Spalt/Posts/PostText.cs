using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>What an author wrote: a border record between a form or an archive and the post.</summary>
public sealed record PostText(string Slug, string Title, string BodyHtml, string Lead)
{
    public string? Language { get; init; }

    public long? PictureId { get; init; }

    public string? PictureAlt { get; init; }

    public string? CanonicalUrl { get; init; }

    public DateTimeOffset? CommentsCloseAt { get; init; }

    public Commenters Commenters { get; init; }

    public CommentApproval CommentApproval { get; init; }

    /// <summary>What its writer asks the readers: plain text.</summary>
    public string? Question { get; init; }

    public Sponsorship? Sponsor { get; init; }

    public IReadOnlyList<RelatedLink> Related { get; init; } = [];
}

/// <summary>What a post is that somebody has paid for. The words are the law's: what is paid for is told apart from what the paper says itself.</summary>
public enum SponsorKind
{
    Advertisement,

    /// <summary>Written together with somebody who pays.</summary>
    Partnership,

    /// <summary>Political advertising (Regulation (EU) 2024/900, articles 11 and 12): who pays, and where the notice about it is.</summary>
    Political,
}

/// <param name="Name">Who has paid.</param>
/// <param name="Notice">What has to be said besides, plain text.</param>
public sealed record Sponsorship(SponsorKind Kind, string Name, string? Notice);

public sealed record PostScheduled(Post Post) : News;

public sealed record PostPublished(Post Post) : News;

public sealed record PostRemoved(Post Post) : News;

/// <summary>A public post is a draft again.</summary>
public sealed record PostWithdrawn(Post Post) : News;

/// <summary>What readers see of a public post has changed.</summary>
public sealed record PostRevised(Post Post) : News;

/// <summary>It says what was wrong in a public post: told besides <see cref="PostRevised"/>.</summary>
/// <param name="At"><see cref="Correction.At"/></param>
public sealed record PostCorrected(Post Post, DateTimeOffset At) : News;

/// <summary>A public post stands in another blog.</summary>
public sealed record PostMoved(Post Post, long FromBlogId) : News;

/// <summary>It belongs to another blog, whether readers see it or not: what stands below it obeys that one from now on.</summary>
public sealed record PostRehomed(Post Post) : News;

public sealed record PostCompleted(Post Post) : News;

/// <summary>A post that is public already was given a tag.</summary>
public sealed record PostTagged(Post Post, long TagId) : News;

/// <summary>A post that is public already was put under a category.</summary>
public sealed record PostFiled(Post Post, long CategoryId) : News;

public sealed record CommentsTakenOver(Post Post) : News;

public sealed record PostUntagged(Post Post, long TagId) : News;

public sealed record PostUnfiled(Post Post, long CategoryId) : News;
