using Spalt.Comments;
using Spalt.Formats.Feeds.Writing;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Web;

namespace Spalt.Feeds;

/// <summary>Makes a feed of comments.</summary>
internal static class CommentFeed
{
    public static OutgoingFeed Of(
        NetworkFace network, FeedHeading heading, string blogSlug, IReadOnlyList<FeedComment> comments, FeedFormat format) => new()
        {
            // Known by this for good, wherever the blog lives.
            Id = network.Origin + heading.Path,
            Title = heading.Title,
            Description = heading.Description,
            Link = network.Address(heading.Page),
            Self = network.Address(format.Address(heading.Path)),
            Language = network.Language,
            Publisher = network.Name,
            Updated = comments.Select(Changed).Append(heading.Since).Max(),
            Entries = [.. comments.Select(c => Entry(network, blogSlug, c))],
        };

    private static OutgoingEntry Entry(NetworkFace network, string blogSlug, FeedComment comment)
    {
        var post = comment.Post;
        var path = network.Path(blogSlug, post.Slug, post.PublishedAt, post.Precision);
        var page = network.Address(path);
        var author = string.IsNullOrWhiteSpace(comment.Author) ? Texts.Say("Feed.Anonymous") : comment.Author;
        return new OutgoingEntry
        {
            Id = TagUri.OfComment(network, comment.Id, post.CreatedAt),
            Title = Texts.Say("Feed.Comment", author, post.Title),
            Link = network.Address(CommentAnchor.Address(path, post.Id, post.Shown, CommentAnchor.Of(comment.Id, comment.OriginId))),
            ContentHtml = network.Absolute(comment.BodyHtml),
            Author = author,
            Published = comment.Precision is PublishedPrecision.Exact or PublishedPrecision.Day ? comment.WrittenAt : null,
            Updated = Changed(comment),
            InReplyTo = comment.ParentId is { } parent
                ? new OutgoingReference(
                    TagUri.OfComment(network, parent, post.CreatedAt), network.Address(CommentAnchor.Address(path, post.Id, post.Shown, CommentAnchor.Of(parent, comment.ParentOriginId))))
                : new OutgoingReference(TagUri.OfPost(network, post.Id, post.CreatedAt), page),
        };
    }

    /// <summary>A comment whose date is not known came with its post.</summary>
    private static DateTimeOffset Changed(FeedComment comment) =>
        comment.Precision is PublishedPrecision.Exact or PublishedPrecision.Day ? comment.WrittenAt : comment.Post.CreatedAt;
}
