using System.Globalization;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Sent sooner than anybody types. When the form was begun, a script tells (<see cref="FormTimes"/>): the page is the same bytes for everybody. Whoever has
/// no script is believed, but for links in the first comment of an address.
/// </summary>
internal sealed class TimeTrapRule(SpaltDb db) : ICommentRule
{
    public RuleName Name => RuleName.TimeTrap;

    public async ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel)
    {
        if (!comment.IsNew)
        {
            return null;
        }

        if (comment.Took is { } took)
        {
            return took.TotalSeconds < setting.Number ? new Finding(took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)) : null;
        }

        return LinksRule.CountIn(comment) > 0 && await db.ShownOfAsync(comment, 1, cancel) == 0 ? new Finding() : null;
    }
}
