using System.Globalization;
using System.Text.RegularExpressions;

namespace Spalt.Moderation.Rules;

/// <summary>More links than the network lets pass.</summary>
internal sealed partial class LinksRule : ICommentRule
{
    public RuleName Name => RuleName.Links;

    public Finding? Look(WrittenComment comment, RuleSetting setting)
    {
        var links = CountIn(comment);
        return links > setting.Number ? new Finding(links.ToString(CultureInfo.InvariantCulture)) : null;
    }

    public static int CountIn(WrittenComment comment) => Link().Count(comment.Html);

    /// <summary>As the sanitiser writes one.</summary>
    [GeneratedRegex("<a [^>]*href=", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
