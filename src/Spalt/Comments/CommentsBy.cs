namespace Spalt.Comments;

internal static class CommentsBy
{
    /// <summary>By whoever has one of the accounts, or wrote with one of the addresses. Nobody has neither.</summary>
    public static IQueryable<Comment> WrittenBy(this IQueryable<Comment> comments, IEnumerable<long?> accounts, IEnumerable<string?> emails)
    {
        // Two lists in one question would keep it from the index that each of them has.
        var (ids, addresses) = (Some(accounts), Some(emails));
        return ids.Length == 0 ? comments.Where(c => addresses.Contains(c.Email))
            : addresses.Length == 0 ? comments.Where(c => ids.Contains(c.AccountId))
            : comments.Where(c => ids.Contains(c.AccountId) || addresses.Contains(c.Email));
    }

    /// <summary>The same by two compiled questions; what both find is there once.</summary>
    public static async Task<IReadOnlyCollection<T>> AskAsync<T>(
        IEnumerable<long?> accounts, IEnumerable<string?> emails, Func<long?[], IAsyncEnumerable<T>> byAccounts, Func<string?[], IAsyncEnumerable<T>> byAddresses, CancellationToken cancel)
    {
        var (found, ids, addresses) = (new HashSet<T>(), Some(accounts), Some(emails));
        if (ids.Length > 0)
        {
            found.UnionWith(await byAccounts(ids).ToListAsync(cancel));
        }

        if (addresses.Length > 0)
        {
            found.UnionWith(await byAddresses(addresses).ToListAsync(cancel));
        }

        return found;
    }

    private static T[] Some<T>(IEnumerable<T> all) => [.. all.Where(one => one is not null)];
}
