using Spalt.Comments;
using Spalt.Store;

namespace Spalt.Moderation;

public enum DecisionVerb
{
    Approve,

    /// <summary>Kept from becoming public, or taken away: never without a reason (DSA, art. 17).</summary>
    Refuse,
}

/// <summary>Why something is kept from the public: a law, or a rule of the newspaper (DSA, art. 17.3 d and e).</summary>
public enum DecisionGround
{
    HateSpeech,
    Threat,
    Defamation,
    OtherLaw,
    PersonalAttack,
    Privacy,
    OffTopic,
    Advertising,
    OtherRule,
}

/// <summary>What a moderator did with a comment, and why. Never changed.</summary>
public sealed class Decision : Entity
{
    private Decision()
    {
    }

    public long NetworkId { get; private set; }

    public long CommentId { get; private set; }

    public DecisionVerb Verb { get; private set; }

    /// <summary>What the comment was before.</summary>
    public CommentState Before { get; private set; }

    /// <summary>Hash of exactly the text that was decided about (<see cref="Comment.TextHash"/>).</summary>
    public byte[] TextHash { get; private set; } = [];

    public DecisionGround? Ground { get; private set; }

    /// <summary>The facts and circumstances relied on, for who wrote it.</summary>
    public string? Facts { get; private set; }

    public long ById { get; private set; }

    /// <summary>What that person was called.</summary>
    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>A named person answers for exactly this text.</summary>
    public static Decision Approve(Comment comment, CommentPlace place, (long Id, string Name) by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Approve, comment, place, by, now);
        comment.Approve(place, now);
        decision.Tell(new CommentApproved(decision));
        return decision;
    }

    public static Decision Refuse(Comment comment, CommentPlace place, DecisionGround ground, string facts, (long Id, string Name) by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Refuse, comment, place, by, now);
        (decision.Ground, decision.Facts) = (ground, facts);
        comment.Refuse(place, now);
        decision.Tell(new CommentRefused(decision));
        return decision;
    }

    private static Decision Of(DecisionVerb verb, Comment comment, CommentPlace place, (long Id, string Name) by, DateTimeOffset now) => new()
    {
        NetworkId = place.NetworkId,
        CommentId = comment.Id,
        Verb = verb,
        Before = comment.State,
        TextHash = comment.TextHash,
        ById = by.Id,
        ByName = by.Name,
        At = now,
    };
}

public sealed record CommentApproved(Decision Decision) : News;

/// <summary>Its writer is to be told why.</summary>
public sealed record CommentRefused(Decision Decision) : News;
