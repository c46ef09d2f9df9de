namespace Spalt.Comments;

internal static class CommentsBy
{
    /// <summary>By whoever has one of the accounts, or wrote with one of the addresses. Nobody has neither.</summary>
    public static IQueryable<Comment> WrittenBy(this IQueryable<Comment> comments, IEnumerable<long?> accounts, IEnumerable<string?> emails)
    {
        // Two lists in one question would keep it from the index that each of them has.
        List<long?> ids = [.. accounts.Where(id => id is not null)];
        List<string?> addresses = [.. emails.Where(email => email is not null)];
        return ids.Count == 0 ? comments.Where(c => addresses.Contains(c.Email))
            : addresses.Count == 0 ? comments.Where(c => ids.Contains(c.AccountId))
            : comments.Where(c => ids.Contains(c.AccountId) || addresses.Contains(c.Email));
    }
}
