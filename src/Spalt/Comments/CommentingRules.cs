using Spalt.Blogs;
using Spalt.Networks;

namespace Spalt.Comments;

/// <summary>What becomes of a comment that somebody would write.</summary>
public enum CommentVerdict
{
    /// <summary>Nobody may comment, or not any more.</summary>
    Closed,

    /// <summary>One has to be signed in.</summary>
    MembersOnly,

    /// <summary>It is taken, and somebody approves it before it shows.</summary>
    Waits,
    ShowsAtOnce,
}

/// <summary>What applies to commenting a post: the strictest of what its network, its blog and the post itself say.</summary>
/// <param name="CloseAt">From when on nobody may comment; null while there is no such time, the beginning of time where nobody ever might.</param>
public sealed record CommentingRules(Regime Regime, DateTimeOffset? CloseAt, Commenters Commenters, CommentApproval Approval)
{
    /// <param name="datedAt">When the post went out, as far as that is known; otherwise when it came here.</param>
    /// <param name="takesAnswers">Whether the blog is such that one may answer at all.</param>
    public static CommentingRules Strictest(Regime regime, DateTimeOffset datedAt, bool takesAnswers, DateTimeOffset? closeAt, params CommentTerms[] all) => new(
        regime,
        all.Select(t => CloseOf(t, datedAt)).Append(takesAnswers ? closeAt : DateTimeOffset.MinValue).Min(),
        all.Max(t => t.Commenters),
        regime.ShowsAtOnce ? all.Max(t => t.Approval) : CommentApproval.Always);

    public bool IsOpen(DateTimeOffset now) => !(CloseAt <= now);

    /// <summary>The one rule about who may comment and what shows, for every way in.</summary>
    /// <param name="isMember">Whether they are signed in.</param>
    /// <param name="isKnown">Whether somebody approved something of theirs before, or they write here themselves.</param>
    public CommentVerdict Decide(DateTimeOffset now, bool isMember, bool isKnown) =>
        !IsOpen(now) ? CommentVerdict.Closed
        : Commenters is Commenters.Members && !isMember ? CommentVerdict.MembersOnly
        : IsApprovedFirst(isKnown) ? CommentVerdict.Waits
        : CommentVerdict.ShowsAtOnce;

    /// <summary>Whether somebody approves what they write, or change when nobody may write any more, before it shows.</summary>
    public bool IsApprovedFirst(bool isKnown) => Approval is CommentApproval.Always || (Approval is CommentApproval.FirstTime && !isKnown);

    private static DateTimeOffset? CloseOf(CommentTerms terms, DateTimeOffset datedAt) => terms switch
    {
        { Rule: CommentRule.Closed } => DateTimeOffset.MinValue,
        { Rule: CommentRule.ClosedAfter, Days: { } days } => datedAt.AddDays(days),
        _ => null,
    };
}
