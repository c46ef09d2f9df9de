using Spalt.Media;
using Spalt.Store;

namespace Spalt.Pictures;

/// <summary>A picture in a blog's library: the file, and what the blog says of it.</summary>
[Audited(nameof(BlogId))]
public sealed class BlogPicture : Entity
{
    public const int LongestName = 200;
    public const int LongestAlt = 1000;
    public const int LongestCaption = 2000;
    public const int LongestCredit = 200;

    private BlogPicture()
    {
    }

    public long BlogId { get; private set; }

    public long FileId { get; private set; }

    /// <summary>What the file was called where it came from, without its path.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What somebody hears who does not see it; empty until it is written, and where it is decorative.</summary>
    public string Alt { get; private set; } = "";

    /// <summary>Says nothing that is not said around it: needs no alternative text.</summary>
    public bool IsDecorative { get; private set; }

    public string Caption { get; private set; } = "";

    /// <summary>Who made it.</summary>
    public string Credit { get; private set; } = "";

    /// <summary>The point that every crop must hold, in percent from the left.</summary>
    public int FocalX { get; private set; } = 50;

    /// <summary>The same from above.</summary>
    public int FocalY { get; private set; } = 50;

    /// <summary>Name, alternative text, caption and credit in lower case, for searching.</summary>
    public string Words { get; private set; } = "";

    public long AddedById { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Into the library of a blog that its own was merged into. Again is nothing.</summary>
    public void MoveTo(long blogId) => BlogId = blogId;

    public static BlogPicture Add(long blogId, MediaFile file, string name, string? credit, long accountId, DateTimeOffset now)
    {
        var picture = new BlogPicture { BlogId = blogId, FileId = file.Id, Name = name, Credit = credit ?? "", AddedById = accountId, AddedAt = now };
        picture.Words = picture.AllWords();
        return picture;
    }

    /// <param name="networkId">The blog's.</param>
    public void Describe(PictureWords words, long networkId)
    {
        var focus = (FocalX, FocalY);
        (Alt, IsDecorative, Caption, Credit) = (words.IsDecorative ? "" : words.Alt, words.IsDecorative, words.Caption, words.Credit);
        (FocalX, FocalY) = (Math.Clamp(words.FocalX, 0, 100), Math.Clamp(words.FocalY, 0, 100));
        Words = AllWords();
        if (focus != (FocalX, FocalY))
        {
            Tell(new PictureRefocused(networkId, BlogId));
        }
    }

    /// <summary>A text says what it shows. What the library says itself stays.</summary>
    public void LearnAlt(string alt)
    {
        if (Alt.Length == 0 && !IsDecorative)
        {
            Alt = alt.Length > LongestAlt ? alt[..LongestAlt] : alt;
            Words = AllWords();
        }
    }

    /// <summary>Another file takes its place; what is said of it stays. The posts that show it are changed by the caller.</summary>
    public void Replace(MediaFile file, string name, DateTimeOffset now)
    {
        Tell(new PictureReplaced(BlogId, FileId, file.Id, now));
        (FileId, Name) = (file.Id, name);
        Words = AllWords();
    }

    private string AllWords() => $"{Name} {Alt} {Caption} {Credit}".ToLowerInvariant();
}

/// <summary>Lists that crop the blog's pictures are to crop one of them elsewhere.</summary>
public sealed record PictureRefocused(long NetworkId, long BlogId) : News;

/// <summary>Whoever shows the one file is to show the other.</summary>
public sealed record PictureReplaced(long BlogId, long OldFileId, long NewFileId, DateTimeOffset At) : News;

/// <summary>What a form says of a picture.</summary>
public sealed record PictureWords(string Alt, bool IsDecorative, string Caption, string Credit, int FocalX, int FocalY);

/// <summary>A post shows a picture, in what is published of it or in what is being written.</summary>
public sealed class PostPicture
{
    private PostPicture()
    {
    }

    public PostPicture(long postId, long fileId)
    {
        PostId = postId;
        FileId = fileId;
    }

    public long PostId { get; private set; }

    public long FileId { get; private set; }
}
