using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>The same text as another comment of the network, on whatever blog.</summary>
internal sealed class DuplicateRule(SpaltDb db) : ICommentRule
{
    public RuleName Name => RuleName.Duplicate;

    public async ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel)
    {
        if (CommentPrint.Of(comment.Plain) is not { } print || setting.Number is not { } days)
        {
            return null;
        }

        var (network, since, id) = (comment.NetworkId, comment.Now.AddDays(-days), comment.Id);
        var elsewhere = await (
            from known in db.CommentPrints
            where known.NetworkId == network && known.Print == print && known.At > since && known.CommentId != id
            join other in db.Comments on known.CommentId equals other.Id
            where other.State != CommentState.Withdrawn
            join post in db.Posts on other.PostId equals post.Id
            select post.Title).FirstOrDefaultAsync(cancel);
        return elsewhere is null ? null : new Finding(elsewhere);
    }
}
