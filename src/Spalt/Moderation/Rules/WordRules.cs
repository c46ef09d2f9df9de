namespace Spalt.Moderation.Rules;

/// <summary>A word for which somebody is to look.</summary>
internal sealed class HeldWordsRule : ICommentRule
{
    public RuleName Name => RuleName.HeldWords;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        WordList.Of(setting.Words).In(comment.By.Name + "\n" + comment.Plain) is { } word ? new Finding(word) : null;
}

/// <summary>A word that is not taken: who wrote it is told so beside the field, and can write another.</summary>
internal sealed class RefusedWordsRule : ICommentRule
{
    public RuleName Name => RuleName.RefusedWords;

    public Finding? Look(WrittenComment comment, RuleSetting setting)
    {
        var words = WordList.Of(setting.Words);
        return words.In(comment.Plain) is { } word ? new Finding(word) { RefusedIn = "text" }

            // An account's name is not typed here.
            : comment.IsNew && comment.By.AccountId is null && words.In(comment.By.Name) is { } name ? new Finding(name) { RefusedIn = "name" } : null;
    }
}
