using Spalt.Formats.Text;

namespace Spalt.Moderation.Rules;

/// <summary>Neither Swedish nor English nor the post's language.</summary>
internal sealed class LanguageRule : ICommentRule
{
    public RuleName Name => RuleName.Language;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        LanguageGuess.Of(comment.Plain) is { } language and not ("sv" or "en") && comment.PostLanguage?.Split('-')[0] != language ? new Finding(language) : null;
}
