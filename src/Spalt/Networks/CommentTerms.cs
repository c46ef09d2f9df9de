namespace Spalt.Networks;

/// <summary>Whether and how long readers may comment.</summary>
public enum CommentRule
{
    Open,
    Closed,

    /// <summary>Some days after a post went out, no more.</summary>
    ClosedAfter,
}

/// <summary>Who may comment; the later, the stricter.</summary>
public enum Commenters
{
    Anybody,

    /// <summary>Who is signed in.</summary>
    Members,
}

/// <summary>Which comments somebody approves before they show; the later, the stricter. An edited blog approves all, whatever is said here.</summary>
public enum CommentApproval
{
    None,

    /// <summary>What somebody writes until something of theirs was approved.</summary>
    FirstTime,
    Always,
}

/// <summary>What the network, a blog or a post says about commenting. The three hold together: the strictest of them applies.</summary>
/// <param name="Days">For <see cref="CommentRule.ClosedAfter"/>.</param>
public sealed record CommentTerms(CommentRule Rule, int? Days, Commenters Commenters, CommentApproval Approval)
{
    public const int MostDays = 3650;

    public static CommentTerms Free { get; } = new(CommentRule.Open, null, Commenters.Anybody, CommentApproval.None);
}
