using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>Many comments in a short time, from one person or one household.</summary>
internal sealed class FloodRule(SpaltDb db) : ICommentRule
{
    public RuleName Name => RuleName.Flood;

    public async ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel)
    {
        if (!comment.IsNew || setting is not { Number: { } most, Minutes: { } minutes })
        {
            return null;
        }

        var (network, since, place, account, email) = (comment.NetworkId, comment.Now.AddMinutes(-minutes), comment.Place, comment.By.AccountId, comment.By.Email);
        var isFlood = (place is not null && await db.FloodMarks.Where(m => m.NetworkId == network && m.Place == place && m.At > since).Take(most).CountAsync(cancel) == most)
            || await db.Comments.WrittenBy(account, email).Where(c => c.WrittenAt > since && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == network)).Take(most).CountAsync(cancel) == most;
        return isFlood ? new Finding($"{most}/{minutes}") : null;
    }
}
