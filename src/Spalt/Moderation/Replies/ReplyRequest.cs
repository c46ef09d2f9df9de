using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Replies;

/// <summary>Who asks for a right of reply, and what they want to have published.</summary>
/// <param name="Name">The by-line, if it is granted.</param>
/// <param name="Email">Never shown.</param>
/// <param name="Concerns">What in the post is about them: for those who decide.</param>
/// <param name="Html">Sanitised.</param>
public sealed record Replier(string Name, string Email, string Concerns, string Headline, string Markdown, string Html);

/// <summary>
/// Somebody whom a post is about wants to answer it in the same place (right of reply, Swedish <i>genmäle</i>; Publicitetsregler för press, radio och TV,
/// rule 5: justified claims are met, promptly and where those see it who saw the first).
/// </summary>
public sealed class ReplyRequest : Entity
{
    /// <summary>Whoever has waited longer has waited too long.</summary>
    public const int DaysToDecide = 7;

    private ReplyRequest()
    {
    }

    public long NetworkId { get; private set; }

    /// <summary>The post that it answers.</summary>
    public long PostId { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>What in the post is about them.</summary>
    public string Concerns { get; private set; } = "";

    public string Headline { get; private set; } = "";

    /// <summary>The reply as it was typed.</summary>
    public string Markdown { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string BodyHtml { get; private set; } = "";

    /// <summary>Of headline and text, as a post's is: exactly this is decided about.</summary>
    public byte[] TextHash { get; private set; } = [];

    public DateTimeOffset FiledAt { get; private set; }

    /// <summary>The first decision; one upon an appeal undoes it.</summary>
    public long? DecisionId { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The post that it has become; null where it was not granted.</summary>
    public long? ReplyId { get; private set; }

    public static ReplyRequest File(Post answered, Replier by, DateTimeOffset now)
    {
        var request = new ReplyRequest
        {
            NetworkId = answered.NetworkId,
            PostId = answered.Id,
            Name = by.Name,
            Email = by.Email,
            Concerns = by.Concerns,
            Headline = by.Headline,
            Markdown = by.Markdown,
            BodyHtml = by.Html,
            TextHash = Decision.HashOf(by.Headline, by.Html),
            FiledAt = now,
        };
        request.Tell(new ReplyFiled(request));
        return request;
    }

    /// <summary>It is published. Again is nothing.</summary>
    /// <param name="decision">Has its id.</param>
    public void Grant(Decision decision, Post reply)
    {
        if (ReplyId is null)
        {
            (DecisionId, DecidedAt, ReplyId) = (DecisionId ?? decision.Id, DecidedAt ?? decision.At, reply.Id);
            Tell(new ReplyDecided(this, decision));
        }
    }

    /// <summary>It is not published. Again is nothing.</summary>
    public void Refuse(Decision decision)
    {
        if (DecisionId is null)
        {
            (DecisionId, DecidedAt) = (decision.Id, decision.At);
            Tell(new ReplyDecided(this, decision));
        }
    }
}

/// <summary>Who asks gets a receipt with the address of the case; the publisher and the blog's owner are told.</summary>
public sealed record ReplyFiled(ReplyRequest Request) : News;

/// <summary>Who asked is told: where it stands, or why it does not.</summary>
public sealed record ReplyDecided(ReplyRequest Request, Decision Decision) : News;
