using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>What somebody reports: a public post, or a comment below it.</summary>
/// <param name="CommentId">Null where it is the post.</param>
/// <param name="TextHash">Hash of the text that they saw.</param>
public sealed record Reported(long NetworkId, long PostId, long? CommentId, byte[] TextHash);

/// <summary>Somebody's report that a post or comment is illegal or breaks the rules (DSA, art. 16).</summary>
public sealed class Notice : Entity
{
    private Notice()
    {
    }

    public long NetworkId { get; private set; }

    public long PostId { get; private set; }

    /// <summary>Null where it is about the post.</summary>
    public long? CommentId { get; private set; }

    public DecisionGround Ground { get; private set; }

    /// <summary>Why, in their own words.</summary>
    public string Explanation { get; private set; } = "";

    /// <summary>Null where they were not asked, or want to be forgotten.</summary>
    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public byte[] TextHash { get; private set; } = [];

    public DateTimeOffset FiledAt { get; private set; }

    public long? DecisionId { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whether something was done with what they reported.</summary>
    public bool? IsUpheld { get; private set; }

    /// <summary>Filed in good faith, as whoever files it has declared.</summary>
    public static Notice File(Reported reported, DecisionGround ground, string explanation, (string? Name, string? Email) by, DateTimeOffset now)
    {
        var notice = new Notice
        {
            NetworkId = reported.NetworkId,
            PostId = reported.PostId,
            CommentId = reported.CommentId,
            TextHash = reported.TextHash,
            Ground = ground,
            Explanation = explanation,
            Name = by.Name,
            Email = by.Email,
            FiledAt = now,
        };
        notice.Tell(new NoticeFiled(notice));
        return notice;
    }

    /// <summary>Somebody has looked into it. Again is nothing.</summary>
    public void Decide(Decision decision)
    {
        if (DecisionId is null)
        {
            (DecisionId, DecidedAt, IsUpheld) = (decision.Id, decision.At, decision.Verb is not DecisionVerb.Dismiss);
            Tell(new NoticeDecided(this));
        }
    }
}

/// <summary>Who filed it gets a receipt with the address of the case; the newsroom is told.</summary>
public sealed record NoticeFiled(Notice Notice) : News;

public sealed record NoticeDecided(Notice Notice) : News;
