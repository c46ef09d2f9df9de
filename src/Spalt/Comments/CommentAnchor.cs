using System.Globalization;

namespace Spalt.Comments;

/// <summary>What a comment's place on its post's page is called.</summary>
internal static class CommentAnchor
{
    private const string Prefix = "comment-";

    /// <summary>
    /// <c>comment-664</c> for one that had that number on the page it came from, so that old links land; <c>comment-s17</c> for one that
    /// only has a number of ours, which somebody else may have brought along.
    /// </summary>
    public static string Of(long id, long? originId) => originId is { } origin
        ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{origin}")
        : string.Create(CultureInfo.InvariantCulture, $"{Prefix}s{id}");

    /// <summary>
    /// Where a comment is found: its place on the post's page where the whole thread stands there, otherwise an address that leads to the page
    /// of the thread where it stands by now (<see cref="CommentEndpoints"/>).
    /// </summary>
    /// <param name="postPath">The post's page.</param>
    /// <param name="shown">How many comments the post has.</param>
    public static string Address(string postPath, long postId, int shown, string anchor) => shown <= CommentThread.Most
        ? $"{postPath}#{anchor}"
        : string.Create(CultureInfo.InvariantCulture, $"/-/posts/{postId}/comments/at/{anchor[Prefix.Length..]}");

    /// <summary>The comment of the given ones that an anchor names, without what all anchors begin with: <c>664</c>, <c>s17</c>.</summary>
    public static IQueryable<Comment>? Named(IQueryable<Comment> comments, string which)
    {
        var isOurs = which.StartsWith('s');
        return !long.TryParse(isOurs ? which[1..] : which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null
            : isOurs ? comments.Where(c => c.Id == number && c.OriginId == null) : comments.Where(c => c.OriginId == number);
    }
}
