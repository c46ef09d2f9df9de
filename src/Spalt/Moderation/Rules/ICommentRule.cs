using Spalt.Formats.Html;
using Spalt.Formats.Swedish;

namespace Spalt.Moderation.Rules;

/// <summary>Looks at a comment that was just written or changed, and says what it finds. What follows, <see cref="CommentRules"/> decides.</summary>
internal interface ICommentRule
{
    RuleName Name { get; }

    /// <returns>What it finds, for who decides about the comment; null for nothing.</returns>
    ValueTask<Finding?> LookAsync(WrittenComment comment, RuleSetting setting, CancellationToken cancel);
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

    /// <summary>Its number, where it was changed; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>Of the post; null for the network's.</summary>
    public string? PostLanguage { get; init; }

    /// <summary>How long the writer had the form; null where nobody can tell.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Keyed hash of the household that sent it; null where no rule asks.</summary>
    public byte[]? Place { get; init; }

    /// <summary>What this newsroom's decisions say of such a text; null as long as there are too few.</summary>
    public CommentVerdict? Verdict { get; init; }

    public DateTimeOffset Now { get; init; }

    public string Plain => _plain ??= HtmlText.Plain(Html);

    public bool IsNew => Id is null;
}
