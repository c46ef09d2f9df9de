using System.Linq.Expressions;
using Spalt.Posts;

namespace Spalt.Comments;

/// <summary>A comment of a page of a thread, as it is read.</summary>
internal sealed record ThreadRow(
    long Id, long? ParentId, long? OriginId, string Author, string BodyHtml, DateTimeOffset WrittenAt, PublishedPrecision Precision)
{
    public static readonly Expression<Func<Comment, ThreadRow>> Of = c => new ThreadRow(c.Id, c.ParentId, c.OriginId, c.AuthorName, c.BodyHtml, c.WrittenAt, c.WrittenPrecision)
    {
        TopId = c.TopId,
        Likes = c.LikeCount,
        Standing = c.Standing,
    };

    /// <inheritdoc cref="Comment.TopId"/>
    public long TopId { get; init; }

    public int Likes { get; init; }

    public CommenterStanding Standing { get; init; }

    public bool IsGone { get; init; }

    /// <inheritdoc cref="ThreadedComment.MoreAnswers"/>
    public int More { get; init; }

    /// <summary>Whom it answers, where that stands on another page.</summary>
    public string? AnswersElsewhere { get; init; }

    /// <summary>The place of one that is shown no longer.</summary>
    public static ThreadRow Gone(long id, DateTimeOffset at) => new(id, null, null, "", "", at, PublishedPrecision.Unknown) { IsGone = true };

    public ThreadedComment AsComment(string? answersTo) => new(Id, CommentAnchor.Of(Id, OriginId), Author, BodyHtml, WrittenAt, Precision, answersTo)
    {
        TopId = TopId,
        Likes = Likes,
        Standing = Standing,
        IsGone = IsGone,
        MoreAnswers = More,
    };
}
