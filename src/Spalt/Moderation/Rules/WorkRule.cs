namespace Spalt.Moderation.Rules;

/// <summary>
/// Somebody whom nobody knows sends what looks a little like advertising, and no browser has done some work for it (<see cref="SealedWork"/>). A reader's browser does that
/// unasked; who sends thousands pays for each.
/// </summary>
internal sealed class WorkRule : ICommentRule
{
    private const double Doubtful = 0.5;

    public RuleName Name => RuleName.Work;

    public Finding? Look(WrittenComment comment, RuleSetting setting) =>
        AsksWhoIsNew(comment) && comment.ShownBefore == 0 && !IsDone(comment, setting) ? new Finding() : null;

    /// <summary>Whether it matters if something of its writer's has been shown: the comment looks suspicious otherwise.</summary>
    public static bool AsksWhoIsNew(WrittenComment comment) =>
        comment is { IsNew: true, By.AccountId: null } && (comment.IsHalfACrowd || comment.Verdict?.Score >= Doubtful || LinksRule.CountIn(comment) > 0);

    /// <summary>Whether the work was done for this comment, as far as the rule asks for any.</summary>
    public static bool IsDone(WrittenComment comment, RuleSetting setting) =>
        setting is { IsOn: true, Number: { } bits } && comment is { IsNew: true, IsSealSpent: false, Seal: { } seal } && SealedWork.IsDone(seal, comment.Work, bits);
}
