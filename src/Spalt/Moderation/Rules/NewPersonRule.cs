using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>The first comments of an address: as many as the network says must be shown before the next ones are shown at once.</summary>
internal sealed class NewPersonRule(SpaltDb db) : ICommentRule
{
    public RuleName Name => RuleName.NewPerson;

    public async ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel)
    {
        if (setting.Number is not { } wanted)
        {
            return null;
        }

        var shown = await db.ShownOfAsync(comment, wanted, cancel);
        return shown < wanted ? new Finding((shown + 1).ToString(CultureInfo.InvariantCulture)) : null;
    }
}

internal static class WriterQueries
{
    /// <summary>By whoever has the account, or wrote with the address. Nobody has neither.</summary>
    public static IQueryable<Comment> WrittenBy(this IQueryable<Comment> comments, long? account, string? email) =>
        comments.Where(c => (account != null && c.AccountId == account) || (email != null && c.Email == email));

    /// <summary>How many other comments of the same writer are shown on the network, up to a bound.</summary>
    public static Task<int> ShownOfAsync(this SpaltDb db, WrittenComment comment, int most, CancellationToken cancel)
    {
        var (network, id) = (comment.NetworkId, comment.Id);
        return db.ShownComments().WrittenBy(comment.By.AccountId, comment.By.Email)
            .Where(c => c.Id != id && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == network)).Take(most).CountAsync(cancel);
    }
}
