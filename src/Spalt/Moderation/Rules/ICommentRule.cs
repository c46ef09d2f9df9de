using Spalt.Formats.Html;
using Spalt.Formats.Swedish;
using Spalt.Moderation.Writers;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Looks at a comment that was just written or changed, and says what it finds: what it asks of the database is there already (<see cref="RuleFacts"/>). What
/// follows, <see cref="CommentRules"/> decides.
/// </summary>
internal interface ICommentRule
{
    RuleName Name { get; }

    /// <returns>What it finds, for who decides about the comment; null for nothing.</returns>
    Finding? Look(WrittenComment comment, RuleSetting setting);
}

/// <param name="Detail">What of the comment it is: a word, a number (<see cref="CommentHold.Why"/>).</param>
internal sealed record Finding(string Detail = "")
{
    /// <summary>The field of the form that holds a word which is not taken at all; null where the comment is taken, and waits.</summary>
    public string? RefusedIn { get; init; }
}

/// <summary>A comment as the rules see it.</summary>
internal sealed record WrittenComment(long NetworkId, long PostId, (long? AccountId, string Name, string? Email) By, string Html)
{
    private string? _plain;
    private byte[]? _print;

    /// <summary>Its number, where it was changed; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>Of the post; null for the network's.</summary>
    public string? PostLanguage { get; init; }

    /// <summary>How long the writer had the form; null where nobody can tell.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>The seal of the form that it was written in (<see cref="FormTimes"/>); null where there was none that holds.</summary>
    public string? Seal { get; init; }

    /// <summary>The number that the writer's browser found for that seal (<see cref="SealedWork"/>), as it came; empty where none did.</summary>
    public string Work { get; init; } = "";

    /// <summary>Whether work for that seal has counted for another comment; asked only where there is some.</summary>
    public bool IsSealSpent { get; init; }

    /// <summary>Host of the service outside the house that takes it for advertising; null where none does, or none was asked.</summary>
    public string? TakenForSpamBy { get; init; }

    /// <summary>Whose connection it came by (<see cref="Web.Household"/>); null where it came by none.</summary>
    public string? Household { get; init; }

    /// <summary>Keyed hash of the household that sent it; null where no rule asks.</summary>
    public byte[]? Place { get; init; }

    /// <summary>How many comments came from the same household, or the same person, within the time that <see cref="RuleName.Flood"/> looks back.</summary>
    public int Recent { get; init; }

    /// <summary>How many comments the network got before this one, within the time that <see cref="RuleName.Crowd"/> looks back, up to as many as the rule asks for.</summary>
    public int Crowd { get; init; }

    /// <summary>Whether those are at least half of what the rule asks for.</summary>
    public bool IsHalfACrowd { get; init; }

    /// <summary>Whether its writer has an account, or something of theirs that somebody approved or that has been shown for a day; asked only in a crowd.</summary>
    public bool IsKnown { get; init; }

    /// <summary>How many other comments of the same person are shown on the network, up to as many as a rule asks for.</summary>
    public int ShownBefore { get; init; }

    /// <summary>Title of a post below which the same words stand; null where they stand nowhere.</summary>
    public string? SameBelow { get; init; }

    /// <summary>What this newsroom's decisions say of such a text; null as long as there are too few.</summary>
    public CommentVerdict? Verdict { get; init; }

    public DateTimeOffset Now { get; init; }

    public string Plain => _plain ??= HtmlText.Plain(Html);

    /// <summary>See <see cref="CommentPrint.Print"/>.</summary>
    public byte[]? Print => _print ??= CommentPrint.Of(Plain);

    public WhoIs Who => new(By.AccountId, By.Email, Household);

    public bool IsNew => Id is null;
}
