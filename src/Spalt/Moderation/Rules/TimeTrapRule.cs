using System.Globalization;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Sent sooner than anybody types. When the form was begun, a script tells (<see cref="FormTimes"/>): the page is the same bytes for everybody. Whoever has
/// no script is believed, but for links in the first comment of an address.
/// </summary>
internal sealed class TimeTrapRule : ICommentRule
{
    public RuleName Name => RuleName.TimeTrap;

    public Finding? Look(WrittenComment comment, RuleSetting setting)
    {
        if (!comment.IsNew)
        {
            return null;
        }

        if (comment.Took is { } took)
        {
            return took.TotalSeconds < setting.Number ? new Finding(took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)) : null;
        }

        return AsksWhoIsNew(comment) && comment.ShownBefore == 0 ? new Finding() : null;
    }

    /// <summary>Whether it matters if something of its writer's has been shown.</summary>
    public static bool AsksWhoIsNew(WrittenComment comment) => comment is { IsNew: true, Took: null } && LinksRule.CountIn(comment) > 0;
}
