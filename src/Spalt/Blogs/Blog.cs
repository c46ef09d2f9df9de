using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Networks;
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

    /// <summary>The wide picture above the blog's name on its front.</summary>
    public long? HeaderId { get; private set; }

    /// <summary>BCP 47 tag of what is written here, where that is not the network's language.</summary>
    public string? Language { get; private set; }

    /// <summary>Whether readers may comment its posts, as far as the blog decides (<see cref="CommentTerms"/>).</summary>
    public CommentRule CommentRule { get; private set; }

    /// <summary>Who answers for what readers write under its posts.</summary>
    public Regime Regime { get; private set; }

    /// <summary>For <see cref="CommentRule.ClosedAfter"/>: so many days after it went out.</summary>
    public int? CommentDays { get; private set; }

    public Commenters Commenters { get; private set; }

    public CommentApproval CommentApproval { get; private set; }

    public BlogState State { get; private set; }

    /// <summary>Since when it is in its state; null for one that was always open.</summary>
    public DateTimeOffset? StateSince { get; private set; }

    /// <summary>What stands under the blog's name: <see cref="BlogLink.Read"/>; null for nothing.</summary>
    public string? Menu { get; private set; }

    /// <summary>Other places that the blog recommends, in its margin: <see cref="BlogLink.Read"/>; null for none.</summary>
    public string? Links { get; private set; }

    /// <summary>Grows with every change of the settings and members: of two people who change the same at once, the second is told.</summary>
    [NotAudited]
    public int Version { get; private set; }

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

    /// <summary>Why, for the log, the editors and the blog's writers: plain text.</summary>
    public string? SuspendedWhy { get; private set; }

    /// <summary>Room for its pictures, in megabytes; null for what blogs of the network have.</summary>
    public int? Megabytes { get; private set; }

    /// <summary>The blog that its posts belong to by now; null for a blog of its own.</summary>
    public long? MergedIntoId { get; private set; }

    /// <summary>The host that the blog has for itself, see <see cref="HostName.OfDomain"/>; null where it is a part of the network's.</summary>
    public string? Domain { get; private set; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; private set; }

    public static Blog Start(long networkId, string slug, string title, DateTimeOffset now)
    {
        var blog = new Blog { NetworkId = networkId, Slug = slug, Title = title.Trim(), CreatedAt = now };
        blog.Tell(new BlogChanged(blog));
        return blog;
    }

    public void RequireReview(bool isRequired)
    {
        RequiresReview = isRequired;
        Version++;
    }

    /// <param name="megabytes">Null for what blogs of the network have.</param>
    public void GiveRoom(int? megabytes)
    {
        Megabytes = megabytes;
        Version++;
    }

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

    /// <summary>Gives it a host of its own, where all that it has is from now on. Again is nothing.</summary>
    /// <param name="host">As <see cref="HostName.OfDomain"/> makes it, and nobody else's.</param>
    public void LiveAt(string host) => Rehouse(host);

    /// <summary>It is a part of the network's host again. Again is nothing.</summary>
    public void LiveOnTheNetwork() => Rehouse(null);

    public void Describe(string? tagline, string? aboutHtml, string? accent, long? portraitId)
    {
        Tagline = tagline;
        AboutHtml = aboutHtml;
        Accent = accent;
        PortraitId = portraitId;
        Changed();
    }

    public void Introduce(BlogProfile profile)
    {
        (Title, Tagline, AboutHtml, Accent, Language) = (profile.Title, profile.Tagline, profile.AboutHtml, profile.Accent, profile.Language);
        Changed();
    }

    /// <summary>From now on somebody else answers for what readers write. What nobody approved is public no longer on an edited blog.</summary>
    public void Declare(Regime regime, DateTimeOffset now)
    {
        if (regime != Regime)
        {
            Regime = regime;
            Tell(new RegimeDeclared(this, now));
        }
    }

    public void AllowComments(CommentTerms terms)
    {
        (CommentRule, CommentDays, Commenters, CommentApproval) =
            (terms.Rule, terms.Rule is CommentRule.ClosedAfter ? terms.Days : null, terms.Commenters, terms.Approval);
        Changed();
    }

    /// <param name="fileId">Null for none.</param>
    public void ShowPortrait(long? fileId)
    {
        PortraitId = fileId;
        Changed();
    }

    /// <param name="fileId">Null for none.</param>
    public void ShowHeader(long? fileId)
    {
        HeaderId = fileId;
        Changed();
    }

    /// <summary>Another picture wherever one was shown. Again is nothing.</summary>
    public void ShowInstead((long Id, string Hash) old, MediaFile picture)
    {
        var about = PicturesOnPages.Replace(AboutHtml ?? "", old.Hash, picture.Url, picture.Shown.Width, picture.Shown.Height);
        if (about == (AboutHtml ?? "") && PortraitId != old.Id && HeaderId != old.Id)
        {
            return;
        }

        AboutHtml = AboutHtml is null ? null : about;
        PortraitId = PortraitId == old.Id ? picture.Id : PortraitId;
        HeaderId = HeaderId == old.Id ? picture.Id : HeaderId;
        Changed();
    }

    public void Arrange(IReadOnlyList<BlogLink> menu, IReadOnlyList<BlogLink> links)
    {
        (Menu, Links) = (BlogLink.Write(menu), BlogLink.Write(links));
        Changed();
    }

    /// <summary>Opens the blog, lets it rest, closes it or puts it into the archive. Again is nothing.</summary>
    public void Become(BlogState state, DateTimeOffset now)
    {
        if (State == state)
        {
            return;
        }

        (State, StateSince) = (state, now);
        Changed();
        Tell(new BlogClosed(this));
    }

    /// <summary>Somebody came, went or got another role: who stands as the blog's writer may be another.</summary>
    public void ChangePeople() => Changed();

    private void Rehouse(string? host)
    {
        if (Domain != host)
        {
            Domain = host;
            Tell(new BlogRehoused(this));
        }
    }

    private void Changed()
    {
        Version++;
        Tell(new BlogChanged(this));
    }
}

/// <summary>What a blog says of itself.</summary>
/// <param name="AboutHtml">Sanitised HTML.</param>
/// <param name="Accent"><c>#rrggbb</c>; the network's where null.</param>
/// <param name="Language">BCP 47; the network's where null.</param>
public sealed record BlogProfile(string Title, string? Tagline, string? AboutHtml, string? Accent, string? Language);

public sealed record BlogChanged(Blog Blog) : News;

public sealed record RegimeDeclared(Blog Blog, DateTimeOffset At) : News;

/// <summary>Readers get it no more, or again, or under another name.</summary>
public sealed record BlogClosed(Blog Blog) : News;

/// <summary>Its addresses have another host.</summary>
public sealed record BlogRehoused(Blog Blog) : News;

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
