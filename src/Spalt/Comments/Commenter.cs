using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>What somebody was to the post when they commented it: readers see it beside the name.</summary>
public enum CommenterStanding
{
    Reader,

    /// <summary>Writes on the blog (Swedish <i>skribent</i>).</summary>
    Author,

    /// <summary>Of the editorial office (<i>redaktionen</i>).</summary>
    Editor,
}

/// <summary>Who comments.</summary>
/// <param name="AccountId">Where they are signed in.</param>
/// <param name="Email">Null where an account has none that is confirmed.</param>
public sealed record Commenter(long? AccountId, string Name, string? Email)
{
    public CommenterStanding Standing { get; init; }
}

internal static class CommenterStandings
{
    public static async Task<CommenterStanding> StandingAsync(this SpaltDb db, CommentPlace place, long accountId, CancellationToken cancel) =>
        await db.Posts.AnyAsync(p => p.Id == place.PostId && p.AuthorId == accountId, cancel)
            || await db.BlogMembers.AnyAsync(m => m.BlogId == place.BlogId && m.AccountId == accountId && m.Role != BlogRole.Contributor, cancel) ? CommenterStanding.Author
        : await db.NetworkMembers.AnyAsync(m => m.NetworkId == place.NetworkId && m.AccountId == accountId, cancel) ? CommenterStanding.Editor
        : CommenterStanding.Reader;
}
