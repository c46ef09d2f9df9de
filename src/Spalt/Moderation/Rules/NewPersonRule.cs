using System.Globalization;

namespace Spalt.Moderation.Rules;

/// <summary>The first comments of an address: as many as the network says must be shown before the next ones are shown at once.</summary>
internal sealed class NewPersonRule : ICommentRule
{
    public RuleName Name => RuleName.NewPerson;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        comment.ShownBefore < setting.Number ? new Finding((comment.ShownBefore + 1).ToString(CultureInfo.InvariantCulture)) : null;
}
