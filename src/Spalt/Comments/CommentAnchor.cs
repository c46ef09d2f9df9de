using System.Globalization;

namespace Spalt.Comments;

/// <summary>What a comment's place on its post's page is called.</summary>
internal static class CommentAnchor
{
    /// <summary>
    /// <c>comment-664</c> for one that had that number on the page it came from, so that old links land; <c>comment-s17</c> for one that
    /// only has a number of ours, which somebody else may have brought along.
    /// </summary>
    public static string Of(long id, long? originId) => originId is { } origin
        ? string.Create(CultureInfo.InvariantCulture, $"comment-{origin}")
        : string.Create(CultureInfo.InvariantCulture, $"comment-s{id}");
}
