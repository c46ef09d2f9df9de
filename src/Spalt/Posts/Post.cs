using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>A post of a blog.</summary>
[Audited(nameof(State), nameof(BlogId), nameof(BinnedAt), nameof(TakenDownAt), nameof(Slug), nameof(Title), nameof(Lead), nameof(BodyHtml), nameof(Corrections))]
public sealed partial class Post : Entity
{
    private Post()
    {
    }

    public long NetworkId { get; private set; }

    public long BlogId { get; private set; }

    public long AuthorId { get; private set; }

    /// <summary>Last segment of the address, unique in the blog.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The headline, plain text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string BodyHtml { get; private set; } = "";

    /// <summary>One or two sentences for lists, plain text.</summary>
    public string Lead { get; private set; } = "";

    /// <summary>BCP 47 tag where it is not the network's language.</summary>
    public string? Language { get; private set; }

    /// <summary>The picture that stands for the post in lists.</summary>
    public long? PictureId { get; private set; }

    public string? PictureAlt { get; private set; }

    /// <summary>The address that search engines shall take for the right one, where the text stood elsewhere first.</summary>
    public string? CanonicalUrl { get; private set; }

    /// <summary>From when on nobody may comment; null while there is no such time.</summary>
    public DateTimeOffset? CommentsCloseAt { get; private set; }

    /// <summary>Who may comment, and what somebody approves first, as far as the post decides (<see cref="Networks.CommentTerms"/>).</summary>
    public Networks.Commenters Commenters { get; private set; }

    public Networks.CommentApproval CommentApproval { get; private set; }

    /// <summary>What its writer asks the readers: plain text; null for nothing.</summary>
    public string? Question { get; private set; }

    /// <summary>What the post is where somebody has paid for it; null where nobody has.</summary>
    public SponsorKind? SponsorKind { get; private set; }

    /// <summary>Who has paid.</summary>
    public string? Sponsor { get; private set; }

    /// <summary>What has to be said besides: plain text.</summary>
    public string? SponsorNotice { get; private set; }

    /// <summary>What there is to read besides: <see cref="RelatedLink.Read"/>; null for nothing.</summary>
    public string? Related { get; private set; }

    /// <summary>What was wrong and has been put right: <see cref="Correction.Read"/>; null for nothing.</summary>
    public string? Corrections { get; private set; }

    /// <summary>Since when it lies in the bin; null where it does not.</summary>
    public DateTimeOffset? BinnedAt { get; private set; }

    public PostState State { get; private set; }

    /// <summary>When it went (or, scheduled, will go) out; null for a draft that has never been public.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public PublishedPrecision PublishedPrecision { get; private set; }

    /// <summary>The date under which readers saw it last, whatever has become of it since; null for one that they never saw.</summary>
    public DateTimeOffset? PublicAt { get; private set; }

    public PublishedPrecision PublicPrecision { get; private set; }

    /// <summary>Comments shown under the post.</summary>
    public int CommentCount { get; private set; }

    /// <summary>What the page it was imported from counted, where the page did not hold them.</summary>
    public int ImportedCommentCount { get; private set; }

    /// <summary>Likes, those it came with included.</summary>
    public int LikeCount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows with every verb: of two who change the post at once, neither overwrites what the other wrote.</summary>
    public int Version { get; private set; }

    public List<PostTag> Tags { get; } = [];

    public List<PostCategory> Categories { get; } = [];

    public static Post Draft(Blogs.Blog blog, long authorId, PostText text, DateTimeOffset now) => new()
    {
        NetworkId = blog.NetworkId,
        BlogId = blog.Id,
        AuthorId = authorId,
        Slug = text.Slug,
        Title = text.Title,
        BodyHtml = text.BodyHtml,
        Lead = text.Lead,
        Language = text.Language,
        PictureId = text.PictureId,
        PictureAlt = text.PictureAlt,
        CanonicalUrl = text.CanonicalUrl,
        CommentsCloseAt = text.CommentsCloseAt,
        Commenters = text.Commenters,
        CommentApproval = text.CommentApproval,
        Question = text.Question,
        SponsorKind = text.Sponsor?.Kind,
        Sponsor = text.Sponsor?.Name,
        SponsorNotice = text.Sponsor?.Notice,
        Related = RelatedLink.Write(text.Related),
        State = PostState.Draft,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What the old page counted: likes and comments are taken over, comments whose texts are lost are kept as a number.</summary>
    public void TakeOver(int likes, int comments, int lostComments)
    {
        LikeCount += likes;
        CommentCount += comments;
        ImportedCommentCount = lostComments;
    }

    /// <summary>Comments that were known as a number only have been found.</summary>
    /// <param name="shown">So many of them are public.</param>
    public void TakeOverComments(int found, int shown)
    {
        CommentCount += shown;
        ImportedCommentCount = Math.Max(0, ImportedCommentCount - found);
        Tell(new CommentsTakenOver(this));
    }

    /// <summary>The whole text takes the place of the excerpt that was all there was of it. Again is nothing.</summary>
    /// <param name="bodyHtml">Sanitised HTML.</param>
    /// <param name="lead">Plain text.</param>
    /// <param name="picture">The whole's picture for lists; without one the excerpt's stays.</param>
    /// <returns>False, and nothing changes, for a post that is not public or says this already.</returns>
    public bool Complete(string bodyHtml, string lead, (long Id, string Alt)? picture, DateTimeOffset now)
    {
        if (State is not PostState.Published || BodyHtml == bodyHtml)
        {
            return false;
        }

        BodyHtml = bodyHtml;
        Lead = lead;
        if (picture is { } found)
        {
            (PictureId, PictureAlt) = found;
        }

        Changed(now);
        Tell(new PostCompleted(this));
        return true;
    }

    /// <summary>The text that its writer has finished takes the place of the one there was, whether it is public or will be.</summary>
    public void Revise(PostText text, DateTimeOffset now)
    {
        (Slug, Title, BodyHtml, Lead, Language) = (text.Slug, text.Title, text.BodyHtml, text.Lead, text.Language);
        (PictureId, PictureAlt, CanonicalUrl, CommentsCloseAt) = (text.PictureId, text.PictureAlt, text.CanonicalUrl, text.CommentsCloseAt);
        (Commenters, CommentApproval, Question) = (text.Commenters, text.CommentApproval, text.Question);
        (SponsorKind, Sponsor, SponsorNotice) = (text.Sponsor?.Kind, text.Sponsor?.Name, text.Sponsor?.Notice);
        Related = RelatedLink.Write(text.Related);
        Changed(now);
        if (State is PostState.Published)
        {
            Tell(new PostRevised(this));
        }
    }

    /// <summary>Says on a public post what was wrong in it (Swedish <i>rättelse</i>). The same words again are nothing.</summary>
    /// <param name="text">Plain text.</param>
    public void Correct(string text, DateTimeOffset now)
    {
        var known = Correction.Read(Corrections);
        if (State is not PostState.Published || known.Any(c => c.Text == text))
        {
            return;
        }

        Corrections = Correction.Write([.. known, new Correction(now, text)]);
        Changed(now);
        Tell(new PostRevised(this));
        Tell(new PostCorrected(this, now));
    }

    /// <summary>Takes a post back to its writer, who may publish it again: a scheduled one does not go out, a public one is not there any more.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (State is not (PostState.Scheduled or PostState.Published))
        {
            return;
        }

        var wasPublic = State is PostState.Published;
        State = PostState.Draft;
        Changed(now);
        if (wasPublic)
        {
            Tell(new PostWithdrawn(this));
        }
        else
        {
            // The date that it had where it has been public, and with it the address; otherwise nothing is known of one.
            Date(PublicAt, PublicPrecision);
        }
    }

    /// <summary>Puts the post into the bin: a public one is removed, any other is not shown to its writers. Again is nothing.</summary>
    public void Bin(DateTimeOffset now)
    {
        if (BinnedAt is not null || State is PostState.Removed)
        {
            return;
        }

        if (State is PostState.Scheduled)
        {
            Withdraw(now);
        }

        Remove(now);
        BinnedAt = now;
    }

    /// <summary>Takes it out of the bin, as a draft: what was public is published again only by somebody who means it.</summary>
    public void Restore(DateTimeOffset now)
    {
        if (BinnedAt is null)
        {
            return;
        }

        BinnedAt = null;
        State = PostState.Draft;
        Changed(now);
    }

    /// <summary>Nothing is left of it but that it was there: its address answers 410 from now on, for ever.</summary>
    public void Forget()
    {
        (Title, BodyHtml, Lead, Language, PictureId, PictureAlt, CanonicalUrl) = ("", "", "", null, null, null, null);
        (SponsorKind, Sponsor, SponsorNotice, Corrections, Related, Question, BinnedAt) = (null, null, null, null, null, null, null);
        (CommentCount, ImportedCommentCount, LikeCount) = (0, 0, 0);
        State = PostState.Removed;
        Version++;
    }

    /// <summary>
    /// Belongs to another blog of its network from now on. Its tags and categories, which are the old blog's, are taken off first.
    /// </summary>
    /// <param name="slug">Free in the other blog.</param>
    public void MoveTo(Blogs.Blog blog, string slug, DateTimeOffset now)
    {
        if (blog.Id == BlogId || blog.NetworkId != NetworkId)
        {
            return;
        }

        var from = BlogId;
        BlogId = blog.Id;
        Slug = slug;
        Changed(now);
        Tell(new PostRehomed(this));
        if (State is PostState.Published)
        {
            Tell(new PostMoved(this, from));
        }
    }

    /// <summary>Another picture wherever one was shown, for lists too; words stay as they are. Again is nothing.</summary>
    public void ShowInstead((long Id, string Hash) old, MediaFile picture, DateTimeOffset now)
    {
        var html = PicturesOnPages.Replace(BodyHtml, old.Hash, picture.Url, picture.Shown.Width, picture.Shown.Height);
        if (html == BodyHtml && PictureId != old.Id)
        {
            return;
        }

        BodyHtml = html;
        PictureId = PictureId == old.Id ? picture.Id : PictureId;
        Changed(now);
        if (State is PostState.Published)
        {
            Tell(new PostRevised(this));
        }
    }

    /// <summary>Will go out by itself at <paramref name="at"/>.</summary>
    public void Schedule(DateTimeOffset at)
    {
        if (State is PostState.Published or PostState.Removed || TakenDownAt is not null)
        {
            return;
        }

        State = PostState.Scheduled;
        Version++;
        Date(at, PublishedPrecision.Exact);
        Tell(new PostScheduled(this));
    }

    /// <summary>
    /// The only way to be published: for the button, the API, the importer and the clock alike. Again is nothing. A post that is
    /// published before its scheduled time is dated now; one that has been public before keeps its date, and so its address.
    /// </summary>
    public void Publish(DateTimeOffset now)
    {
        if (PublishedAt < now)
        {
            Publish(PublishedAt.Value, PublishedPrecision, now);
        }
        else
        {
            Publish(now, PublishedPrecision.Exact, now);
        }
    }

    /// <summary>Publishes with a date of its own, as an importer does; only so much of it counts as <paramref name="precision"/> says.</summary>
    public void Publish(DateTimeOffset at, PublishedPrecision precision, DateTimeOffset now)
    {
        if (State is PostState.Published or PostState.Removed || TakenDownAt is not null)
        {
            return;
        }

        State = PostState.Published;

        // Whoever publishes late what was due earlier changes nothing of it.
        Changed(at > CreatedAt && at < now ? at : now);
        Date(at, precision);
        (PublicAt, PublicPrecision) = (at, precision);
        Tell(new PostPublished(this));
    }

    /// <summary>Takes a published post away for good: its address answers 410 from now on. Again is nothing.</summary>
    public void Remove(DateTimeOffset now)
    {
        if (State is not PostState.Published)
        {
            return;
        }

        State = PostState.Removed;
        Changed(now);
        Tell(new PostRemoved(this));
    }

    private void Changed(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }

    private void Date(DateTimeOffset? at, PublishedPrecision precision)
    {
        PublishedAt = at;
        PublishedPrecision = precision;
        Tags.ForEach(t => t.PublishedAt = at);
        Categories.ForEach(c => c.PublishedAt = at);
    }
}
