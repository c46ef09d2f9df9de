using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Store;

namespace Spalt.Posts;

public enum PostState
{
    Draft,
    Scheduled,
    Published,

    /// <summary>Was public, is not any more: its address answers 410.</summary>
    Removed,
}

/// <summary>A post of a blog.</summary>
public sealed class Post : Entity
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

    public PostState State { get; private set; }

    /// <summary>When it went (or, scheduled, will go) out; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public PublishedPrecision PublishedPrecision { get; private set; }

    /// <summary>Comments shown under the post.</summary>
    public int CommentCount { get; private set; }

    /// <summary>What the page it was imported from counted, where the page did not hold them.</summary>
    public int ImportedCommentCount { get; private set; }

    /// <summary>Likes, those it came with included.</summary>
    public int LikeCount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

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
        State = PostState.Draft,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Puts a tag on the post; again is nothing.</summary>
    public void TagWith(Tag tag)
    {
        if (Tags.Exists(t => t.TagId == tag.Id))
        {
            return;
        }

        Tags.Add(new PostTag(tag.Id, PublishedAt));
        if (State is PostState.Published)
        {
            Tell(new PostTagged(this, tag.Id));
        }
    }

    /// <summary>Files the post under a category; again is nothing.</summary>
    public void FileUnder(Category category)
    {
        if (Categories.Exists(c => c.CategoryId == category.Id))
        {
            return;
        }

        Categories.Add(new PostCategory(category.Id, PublishedAt));
        if (State is PostState.Published)
        {
            Tell(new PostFiled(this, category.Id));
        }
    }

    /// <summary>What the old page counted: likes and comments are taken over, comments whose texts are lost are kept as a number.</summary>
    public void TakeOver(int likes, int comments, int lostComments)
    {
        LikeCount += likes;
        CommentCount += comments;
        ImportedCommentCount = lostComments;
    }

    /// <summary>Comments that were known as a number only have been found.</summary>
    public void TakeOverComments(int found)
    {
        CommentCount += found;
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

        UpdatedAt = now;
        Tell(new PostCompleted(this));
        return true;
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
        UpdatedAt = now;
        if (State is PostState.Published)
        {
            Tell(new PostCompleted(this));
        }
    }

    /// <summary>When a public post was changed; null where nobody has. An import publishes later than the date it gives, and changes nothing by it.</summary>
    public static DateTimeOffset? Changed(DateTimeOffset createdAt, DateTimeOffset publishedAt, DateTimeOffset updatedAt)
    {
        var soon = TimeSpan.FromMinutes(1);
        return updatedAt - createdAt > soon && updatedAt - publishedAt > soon ? updatedAt : null;
    }

    /// <summary>Will go out by itself at <paramref name="at"/>.</summary>
    public void Schedule(DateTimeOffset at)
    {
        if (State is PostState.Published or PostState.Removed)
        {
            return;
        }

        State = PostState.Scheduled;
        Date(at, PublishedPrecision.Exact);
        Tell(new PostScheduled(this));
    }

    /// <summary>
    /// The only way to be published: for the button, the API, the importer and the clock alike. Again is nothing. A post that is
    /// published before its scheduled time is dated now.
    /// </summary>
    public void Publish(DateTimeOffset now) => Publish(PublishedAt < now ? PublishedAt.Value : now, PublishedPrecision.Exact, now);

    /// <summary>Publishes with a date of its own, as an importer does; only so much of it counts as <paramref name="precision"/> says.</summary>
    public void Publish(DateTimeOffset at, PublishedPrecision precision, DateTimeOffset now)
    {
        if (State is PostState.Published or PostState.Removed)
        {
            return;
        }

        State = PostState.Published;

        // Whoever publishes late what was due earlier changes nothing of it.
        UpdatedAt = at > CreatedAt && at < now ? at : now;
        Date(at, precision);
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
        UpdatedAt = now;
        Tell(new PostRemoved(this));
    }

    private void Date(DateTimeOffset at, PublishedPrecision precision)
    {
        PublishedAt = at;
        PublishedPrecision = precision;
        Tags.ForEach(t => t.PublishedAt = at);
        Categories.ForEach(c => c.PublishedAt = at);
    }
}

/// <summary>What an author wrote: a border record between a form or an archive and the post.</summary>
public sealed record PostText(string Slug, string Title, string BodyHtml, string Lead)
{
    public string? Language { get; init; }

    public long? PictureId { get; init; }

    public string? PictureAlt { get; init; }
}

public sealed record PostScheduled(Post Post) : News;

public sealed record PostPublished(Post Post) : News;

public sealed record PostRemoved(Post Post) : News;

public sealed record PostCompleted(Post Post) : News;

/// <summary>A post that is public already was given a tag.</summary>
public sealed record PostTagged(Post Post, long TagId) : News;

/// <summary>A post that is public already was put under a category.</summary>
public sealed record PostFiled(Post Post, long CategoryId) : News;

public sealed record CommentsTakenOver(Post Post) : News;
