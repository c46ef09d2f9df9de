using System.Globalization;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Writers;

namespace Spalt.Comments.Intake;

/// <summary>A comment that somebody sends, whose fields are all as they should be.</summary>
/// <param name="To">Id of the comment that it answers; null where that is the post.</param>
internal sealed record Submission(long NetworkId, long PostId, long? To, Commenter By, CommentText Text)
{
    /// <summary>Whose connection it comes by (<see cref="Web.Household"/>); null where it comes by none.</summary>
    public string? Household { get; init; }

    /// <summary>How long the writer had the form; null where nobody can tell.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>See <see cref="WrittenComment.Seal"/>.</summary>
    public string? Seal { get; init; }

    /// <summary>See <see cref="WrittenComment.Work"/>.</summary>
    public string Work { get; init; } = "";

    /// <summary>See <see cref="WrittenComment.TakenForSpamBy"/>.</summary>
    public string? TakenForSpamBy { get; init; }

    /// <summary>What no two share that are written together: what is said of the one would have to count for the other.</summary>
    public IEnumerable<string> Marks()
    {
        if (By.AccountId is { } account)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"account {account}");
        }

        if (By.Email is { } email)
        {
            yield return "email " + email;
        }

        if (Household is not null)
        {
            yield return "household " + Household;
        }

        if (Seal is not null)
        {
            yield return "seal " + Seal;
        }

        if (AsWritten(default).Print is { } print)
        {
            yield return "words " + Convert.ToHexString(print);
        }
    }

    /// <summary>As the rules see it.</summary>
    public WrittenComment AsWritten(DateTimeOffset now) => new(NetworkId, PostId, (By.AccountId, By.Name, By.Email), Text.Html)
    {
        Household = Household,
        Took = Took,
        Seal = Seal,
        Work = Work,
        TakenForSpamBy = TakenForSpamBy,
        Now = now,
    };
}

/// <summary>What became of what somebody sent.</summary>
internal sealed record Receipt(IntakeVerdict Verdict)
{
    /// <summary>Of the comment.</summary>
    public long Id { get; init; }

    /// <summary>The secret by which its writer may change it; empty where it had been taken before.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public CommentPlace? Place { get; init; }

    /// <summary>Why its writer may not comment.</summary>
    public Restriction? Barred { get; init; }

    /// <summary>The word that is not taken, and the field where it stands.</summary>
    public (string Field, string Word) Refused { get; init; }
}

internal enum IntakeVerdict
{
    /// <summary>It is stored.</summary>
    Taken,

    /// <summary>The same was sent a moment ago, and was taken then.</summary>
    TakenBefore,

    /// <summary>There is no such post for readers.</summary>
    NoPost,

    /// <summary>See <see cref="CommentVerdict.Closed"/>.</summary>
    Closed,

    /// <summary>See <see cref="CommentVerdict.MembersOnly"/>.</summary>
    MembersOnly,

    /// <summary>What it answers is shown no longer.</summary>
    AnsweredIsGone,

    /// <summary>Its writer may not comment.</summary>
    Barred,

    /// <summary>There is a word in it that is not taken.</summary>
    Refused,
}
