using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

public enum CommentState
{
    Waiting,
    Approved,
    Removed,
}

/// <summary>An answer to a post or to another comment.</summary>
public sealed class Comment : Entity
{
    private Comment()
    {
    }

    public long PostId { get; private set; }

    public long? ParentId { get; internal set; }

    public string AuthorName { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string BodyHtml { get; private set; } = "";

    public CommentState State { get; private set; }

    /// <summary>When it was written; with precision unknown the instant only keeps the order.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    public PublishedPrecision WrittenPrecision { get; private set; }

    /// <summary>Its id on the page it was imported from, so that old links to <c>#comment-123</c> still land (<see cref="CommentAnchor"/>).</summary>
    public long? OriginId { get; private set; }

    /// <summary>A comment that stood on the old page: it was public there, so it is public here.</summary>
    public static Comment Imported(
        long postId, string author, string bodyHtml, DateTimeOffset at, PublishedPrecision precision, long? originId) => new()
        {
            PostId = postId,
            AuthorName = author,
            BodyHtml = bodyHtml,
            State = CommentState.Approved,
            WrittenAt = at,
            WrittenPrecision = precision,
            OriginId = originId,
        };
}
