using Spalt.Store;

namespace Spalt.Blogs;

/// <summary>One slug on a network.</summary>
[Audited]
public sealed class Blog : Entity
{
    private Blog()
    {
    }

    [NotAudited]
    public long NetworkId { get; private set; }

    /// <summary>First segment of every address of the blog, lower case, unique in the network.</summary>
    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>One line under the title.</summary>
    public string? Tagline { get; private set; }

    /// <summary>Who writes here and why: sanitised HTML.</summary>
    public string? AboutHtml { get; private set; }

    /// <summary>Accent colour <c>#rrggbb</c>; the network's where null.</summary>
    public string? Accent { get; private set; }

    public long? PortraitId { get; private set; }

    /// <summary>Published posts: kept by <see cref="Posts.PostTally"/> in the writing transaction.</summary>
    [NotAudited]
    public int PostCount { get; private set; }

    /// <summary>When the newest published post went out; null for an empty blog.</summary>
    [NotAudited]
    public DateTimeOffset? LatestAt { get; private set; }

    /// <summary>Whether what its authors write goes out only when somebody who manages the blog has looked at it.</summary>
    public bool RequiresReview { get; private set; }

    /// <summary>Since when readers do not get the blog, because the network's editors say so; null where they do.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Why, for the log and the editors: plain text.</summary>
    public string? SuspendedWhy { get; private set; }

    /// <summary>The blog that its posts belong to by now; null for a blog of its own.</summary>
    public long? MergedIntoId { get; private set; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; private set; }

    public static Blog Start(long networkId, string slug, string title, DateTimeOffset now)
    {
        var blog = new Blog { NetworkId = networkId, Slug = slug, Title = title.Trim(), CreatedAt = now };
        blog.Tell(new BlogChanged(blog));
        return blog;
    }

    public void RequireReview(bool isRequired) => RequiresReview = isRequired;

    /// <summary>Readers do not get it any more, until <see cref="Reopen"/>; its writers do. Again changes only why.</summary>
    public void Suspend(string? why, DateTimeOffset now)
    {
        SuspendedAt ??= now;
        SuspendedWhy = why;
        Tell(new BlogClosed(this));
    }

    /// <summary>Readers get it again. Again is nothing.</summary>
    public void Reopen()
    {
        if (SuspendedAt is not null)
        {
            (SuspendedAt, SuspendedWhy) = (null, null);
            Tell(new BlogClosed(this));
        }
    }

    /// <summary>Its posts have been moved: every address of it leads into the other blog from now on.</summary>
    public void MergeInto(Blog other)
    {
        if (other.Id == Id || other.NetworkId != NetworkId)
        {
            throw new ArgumentException("A blog is merged into another of its network.", nameof(other));
        }

        (MergedIntoId, SuspendedAt, SuspendedWhy) = (other.Id, null, null);
        Tell(new BlogClosed(this));
    }

    public void Describe(string? tagline, string? aboutHtml, string? accent, long? portraitId)
    {
        Tagline = tagline;
        AboutHtml = aboutHtml;
        Accent = accent;
        PortraitId = portraitId;
        Tell(new BlogChanged(this));
    }
}

public sealed record BlogChanged(Blog Blog) : News;

/// <summary>Readers get it no more, or again, or under another name.</summary>
public sealed record BlogClosed(Blog Blog) : News;

public enum BlogRole
{
    Owner,
    Author,
    Contributor,
}

/// <summary>An account's role on a blog.</summary>
[Audited(nameof(Role))]
public sealed class BlogMember
{
    private BlogMember()
    {
    }

    public BlogMember(long blogId, long accountId, BlogRole role, DateTimeOffset since)
    {
        BlogId = blogId;
        AccountId = accountId;
        Role = role;
        Since = since;
    }

    public long BlogId { get; private set; }

    public long AccountId { get; private set; }

    public BlogRole Role { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public void Become(BlogRole role) => Role = role;
}

/// <summary>How many published posts a blog has in a month: what the archive in the margin reads.</summary>
public sealed class BlogMonth
{
    public const int Undated = 0;

    public long BlogId { get; private set; }

    /// <summary>Year × 100 + month in the network's time zone, or <see cref="Undated"/>.</summary>
    public int Month { get; private set; }

    public int PostCount { get; private set; }
}
