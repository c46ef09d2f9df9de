using System.Security.Cryptography;
using System.Text;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation;

public enum DecisionVerb
{
    Approve,

    /// <summary>Kept from becoming public, or taken away: never without a reason (DSA, art. 17).</summary>
    Refuse,

    /// <summary>What was kept from the public is public again.</summary>
    Restore,

    /// <summary>Not shown until somebody has decided about it.</summary>
    Hide,

    /// <summary>Somebody has reported it, and it stays as it is.</summary>
    Dismiss,

    /// <summary>Nobody comments on the post any more; what stands there stays.</summary>
    CloseThread,

    /// <summary>Whoever wrote the comment is told that it goes no further.</summary>
    Warn,

    /// <summary>Their next so many comments wait.</summary>
    Hold,

    /// <summary>They do not comment until a day.</summary>
    Suspend,

    /// <summary>They do not comment any more.</summary>
    Ban,

    /// <summary>They may again.</summary>
    Lift,

    /// <summary>Whom the post is about is published in reply to it.</summary>
    GrantReply,

    /// <summary>They are not: never without a reason.</summary>
    RefuseReply,
}

/// <summary>Why something is kept from the public: a law, or a rule of the newspaper (DSA, art. 17.3 d and e).</summary>
public enum DecisionGround
{
    HateSpeech,
    Threat,
    Defamation,

    /// <summary>Who reports it is not asked who they are (DSA, art. 16.2 c).</summary>
    ChildAbuse,
    OtherLaw,
    PersonalAttack,
    Privacy,
    OffTopic,
    Advertising,
    OtherRule,

    /// <summary>A reply is refused: the post is not about who asked.</summary>
    NotAboutThem,

    /// <summary>A reply is refused: there is nothing in the post to answer, or it has been answered or corrected.</summary>
    NothingToAnswer,
}

internal static class Grounds
{
    /// <summary>On which something that stands here is taken away.</summary>
    public static readonly IReadOnlyList<DecisionGround> OfTexts = [.. Enum.GetValues<DecisionGround>().Where(g => g is not (DecisionGround.NotAboutThem or DecisionGround.NothingToAnswer))];

    /// <summary>On which a reply is not published.</summary>
    public static readonly IReadOnlyList<DecisionGround> OfReplies =
        [DecisionGround.NotAboutThem, DecisionGround.NothingToAnswer, .. OfTexts.Where(g => g is not (DecisionGround.ChildAbuse or DecisionGround.Threat))];
}

/// <param name="Facts">What in the text it is about, for who wrote it.</param>
public sealed record Reason(DecisionGround Ground, string Facts);

/// <summary>Who decides.</summary>
public sealed record Moderator(long AccountId, string Name);

/// <summary>What a moderator did with a comment or a post, and why. Never changed.</summary>
public sealed partial class Decision : Entity
{
    /// <summary>For so long somebody may object (DSA, art. 20.1).</summary>
    public const int MonthsToAppeal = 6;

    private Decision()
    {
    }

    public long NetworkId { get; private set; }

    /// <summary>The post that it is about, or below which the comment stands.</summary>
    public long PostId { get; private set; }

    /// <summary>Null where it is about the post.</summary>
    public long? CommentId { get; private set; }

    public DecisionVerb Verb { get; private set; }

    /// <summary>What the comment was before; null where it is about the post.</summary>
    public CommentState? Before { get; private set; }

    /// <summary>Hash of exactly the text that was decided about: <see cref="Comment.TextHash"/>, or of a post's title and body.</summary>
    public byte[] TextHash { get; private set; } = [];

    public DecisionGround? Ground { get; private set; }

    /// <summary>The facts and circumstances relied on, for who wrote it.</summary>
    public string? Facts { get; private set; }

    /// <summary>Whether somebody had reported it (DSA, art. 17.3 b); otherwise the newsroom found it.</summary>
    public bool WasReported { get; private set; }

    /// <summary>The earlier decision that this one undoes, upon an appeal.</summary>
    public long? ReversesId { get; private set; }

    public long ById { get; private set; }

    /// <summary>What that person was called.</summary>
    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>Whether it takes something from whoever wrote what it is about, who is to be told why. Who asked to reply is told by the case.</summary>
    public bool Restricts => !IsAboutReply && Verb is not (DecisionVerb.Approve or DecisionVerb.Restore or DecisionVerb.Dismiss or DecisionVerb.Lift);

    /// <summary>Whether its writer is told by letter: of what takes something from them, and that it does no longer. What is undone upon an appeal is told by the case.</summary>
    public bool IsMailed => Restricts || (Verb is DecisionVerb.Lift && ReversesId is null);

    /// <summary>Whether it is about whoever wrote the comment, not about the comment.</summary>
    public bool IsAboutWriter => Verb is DecisionVerb.Warn or DecisionVerb.Hold or DecisionVerb.Suspend or DecisionVerb.Ban;

    /// <summary>Whether it says that a comment may be read, or may not, from which there is something to learn.</summary>
    public bool Teaches => CommentId is not null && Verb is DecisionVerb.Approve or DecisionVerb.Restore or DecisionVerb.Dismiss or DecisionVerb.Refuse;

    /// <summary>
    /// Whether what it takes away is kept sealed for the police (<see cref="Sealing.Evidence"/>): threats. Never the abuse of children, however much
    /// the police want to know of it: to possess that is a crime (brottsbalken 16:10 a), for a newspaper too.
    /// </summary>
    public bool IsSealed => Verb is DecisionVerb.Refuse && Ground is DecisionGround.Threat;

    /// <summary>Whether one may still object to it.</summary>
    public bool MayBeAppealed(DateTimeOffset now) => ReversesId is null && Verb is not (DecisionVerb.Approve or DecisionVerb.Restore or DecisionVerb.Lift or DecisionVerb.GrantReply) && now < At.AddMonths(MonthsToAppeal);

    /// <summary>A named person answers for exactly this text.</summary>
    public static Decision Approve(Comment comment, CommentPlace place, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var verb = comment.State is CommentState.Rejected or CommentState.Removed ? DecisionVerb.Restore : DecisionVerb.Approve;
        var decision = Of(verb, comment, place, by, now);
        decision.ReversesId = reverses;
        comment.Approve(place, now);
        return decision.Told(comment);
    }

    public static Decision Refuse(Comment comment, CommentPlace place, Reason reason, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var decision = Of(DecisionVerb.Refuse, comment, place, by, now).Because(reason);
        decision.ReversesId = reverses;
        comment.Refuse(place, now);
        return decision.Told(comment);
    }

    /// <summary>The newspaper takes a public post from its readers; its writer cannot let it out again.</summary>
    public static Decision Refuse(Post post, Reason reason, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var decision = Of(DecisionVerb.Refuse, post, by, now).Because(reason);
        decision.ReversesId = reverses;
        post.TakeDown(now);
        return decision.Told(post);
    }

    /// <summary>
    /// One of many that somebody refuses at once. No letters about deceptive high-volume commercial content (DSA, art. 17.2): they would go to people whose
    /// addresses somebody made up or took.
    /// </summary>
    public static Decision RefuseMany(Comment comment, CommentPlace place, Reason reason, Moderator by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Refuse, comment, place, by, now).Because(reason);
        comment.Refuse(place, now);
        return decision.Told(comment, isSilent: reason.Ground is DecisionGround.Advertising);
    }

    /// <summary>Takes it from the public until somebody has decided.</summary>
    public static Decision Hide(Comment comment, CommentPlace place, Reason reason, Moderator by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Hide, comment, place, by, now).Because(reason);
        comment.Hide(place, now);
        return decision.Told(comment);
    }

    /// <summary>Who reported it is told why it stays.</summary>
    public static Decision Dismiss(Comment comment, CommentPlace place, string facts, Moderator by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Dismiss, comment, place, by, now);
        decision.Facts = facts;
        return decision.Told(comment);
    }

    public static Decision Dismiss(Post post, string facts, Moderator by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.Dismiss, post, by, now);
        decision.Facts = facts;
        return decision.Told(post);
    }

    /// <summary>What whoever wrote the comment may not do, or is warned of; see <see cref="Writers.Restriction"/>.</summary>
    public static Decision Restrict(DecisionVerb verb, Comment comment, CommentPlace place, Reason reason, Moderator by, DateTimeOffset now) =>
        Of(verb, comment, place, by, now).Because(reason).Told(comment);

    /// <summary>Whoever wrote the comment may comment again.</summary>
    public static Decision Lift(Comment comment, CommentPlace place, Moderator by, DateTimeOffset now, long? reverses)
    {
        var decision = Of(DecisionVerb.Lift, comment, place, by, now);
        decision.ReversesId = reverses;
        return decision.Told(comment);
    }

    /// <summary>A post that was taken down is public again.</summary>
    public static Decision Restore(Post post, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var decision = Of(DecisionVerb.Restore, post, by, now);
        decision.ReversesId = reverses;
        post.PutBack(now);
        return decision.Told(post);
    }

    public static Decision CloseThread(Post post, Reason reason, Moderator by, DateTimeOffset now)
    {
        var decision = Of(DecisionVerb.CloseThread, post, by, now).Because(reason);
        post.CloseComments(now);
        return decision.Told(post);
    }

    public static Decision ReopenThread(Post post, Moderator by, DateTimeOffset now, long? reverses = null)
    {
        var decision = Of(DecisionVerb.Restore, post, by, now);
        decision.ReversesId = reverses;
        post.OpenComments(now);
        return decision.Told(post);
    }

    /// <summary>SHA-256 of a post's text, by which decisions and notices know it.</summary>
    public static byte[] HashOf(string title, string bodyHtml) => SHA256.HashData(Encoding.UTF8.GetBytes(title + "\n" + bodyHtml));

    /// <summary>Somebody had reported what it is about.</summary>
    public Decision UponNotice()
    {
        WasReported = true;
        return this;
    }

    private Decision Because(Reason reason)
    {
        (Ground, Facts) = (reason.Ground, reason.Facts);
        return this;
    }

    private Decision Told(Comment comment, bool isSilent = false)
    {
        Tell(new Decided(this, comment.AccountId, comment.Email) { IsSilent = isSilent });
        return this;
    }

    private Decision Told(Post post)
    {
        Tell(new Decided(this, post.AuthorId, null));
        return this;
    }

    private static Decision Of(DecisionVerb verb, Comment comment, CommentPlace place, Moderator by, DateTimeOffset now) => new()
    {
        NetworkId = place.NetworkId,
        PostId = place.PostId,
        CommentId = comment.Id,
        Verb = verb,
        Before = comment.State,
        TextHash = comment.TextHash,
        ById = by.AccountId,
        ByName = by.Name,
        At = now,
    };

    private static Decision Of(DecisionVerb verb, Post post, Moderator by, DateTimeOffset now) => new()
    {
        NetworkId = post.NetworkId,
        PostId = post.Id,
        Verb = verb,
        TextHash = HashOf(post.Title, post.BodyHtml),
        ById = by.AccountId,
        ByName = by.Name,
        At = now,
    };
}

/// <summary>Somebody decided: it goes into the ledger, and whom it takes something from is told.</summary>
/// <param name="WriterId">Account of who wrote it, where they have one.</param>
/// <param name="WriterEmail">Their address, where they have no account.</param>
public sealed record Decided(Decision Decision, long? WriterId, string? WriterEmail) : News
{
    /// <summary>Whether whoever wrote it is sent no letter.</summary>
    public bool IsSilent { get; init; }
}
