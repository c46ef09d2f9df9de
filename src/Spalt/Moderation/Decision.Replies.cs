using Spalt.Moderation.Replies;

namespace Spalt.Moderation;

/// <content>Whether somebody whom a post is about is published in reply.</content>
public sealed partial class Decision
{
    /// <summary>Whether it is about an answer to the post, not about the post.</summary>
    public bool IsAboutReply => Verb is DecisionVerb.GrantReply or DecisionVerb.RefuseReply;

    /// <summary>The newspaper publishes exactly this text.</summary>
    public static Decision GrantReply(ReplyRequest request, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var decision = Of(DecisionVerb.GrantReply, request, by, now);
        decision.ReversesId = reverses;
        return decision.Told(request);
    }

    public static Decision RefuseReply(ReplyRequest request, Reason reason, Moderator by, DateTimeOffset now) =>
        Of(DecisionVerb.RefuseReply, request, by, now).Because(reason).Told(request);

    private static Decision Of(DecisionVerb verb, ReplyRequest request, Moderator by, DateTimeOffset now) => new()
    {
        NetworkId = request.NetworkId,
        PostId = request.PostId,
        Verb = verb,
        TextHash = request.TextHash,
        ById = by.AccountId,
        ByName = by.Name,
        At = now,
    };

    private Decision Told(ReplyRequest request)
    {
        Tell(new Decided(this, null, request.Email));
        return this;
    }
}
