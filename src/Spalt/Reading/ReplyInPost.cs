using Spalt.Embeds;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>An answer at the head of what it answers, with the same prominence: its headline and text are set as those of <paramref name="Answered"/>.</summary>
internal sealed record ReplyInPost(FullPost Reply, FullPost Answered, ShownEmbeds Embeds);

internal static class WholeReplies
{
    /// <summary>The texts of answers, the first first.</summary>
    public static async ValueTask<IReadOnlyList<FullPost>> WholeAsync(this SpaltDb db, IEnumerable<ReplyLink> replies, CancellationToken cancel)
    {
        // One statement for each blog, of which there is nearly always one: a reply may have been moved.
        var whole = new List<FullPost>();
        foreach (var blog in replies.GroupBy(r => r.BlogSlug, StringComparer.Ordinal))
        {
            whole.AddRange(await db.FullPostsAsync(blog.Key, [.. blog.Select(r => r.Id)], cancel));
        }

        return [.. whole.OrderBy(r => r.Id)];
    }
}
