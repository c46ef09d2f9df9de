using System.Security.Cryptography;
using System.Text;
using Spalt.Blogs;
using Spalt.Moderation.Rules;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

public enum CommentState
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting,
    Approved,

    /// <summary>It was never public, and shall not be.</summary>
    Rejected,

    /// <summary>It was public and is no longer.</summary>
    Removed,

    /// <summary>Its writer took it back.</summary>
    Withdrawn,
}

/// <summary>Where a comment stands.</summary>
public sealed record CommentPlace(long PostId, long BlogId, long NetworkId, Regime Regime)
{
    /// <summary>Whether somebody approves what this person writes there first, whatever the regime (<see cref="CommentingRules"/>).</summary>
    public bool Waits { get; init; }
}

/// <summary>An answer to a post or to another comment.</summary>
public sealed class Comment : Entity
{
    /// <summary>For so long its writer may change it or take it back.</summary>
    public static readonly TimeSpan SecondThoughts = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan PlaceKept = TimeSpan.FromDays(30);

    private Comment()
    {
    }

    public long PostId { get; private set; }

    /// <summary>The comment that it answers; null where that is the post.</summary>
    public long? ParentId { get; private set; }

    /// <summary>The comment at the beginning of its branch, which answers the post itself; 0 for one that does so.</summary>
    public long TopId { get; private set; }

    /// <summary>Comments of its branch that are shown, where it begins one: kept by <see cref="Moderation.CommentTally"/> in the writing transaction.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>Kept in the transaction in which somebody likes it.</summary>
    public int LikeCount { get; private set; }

    /// <summary>Who wrote it, where they were signed in.</summary>
    public long? AccountId { get; private set; }

    public string AuthorName { get; private set; } = "";

    /// <summary>Never shown. Null for one that was imported or whose writer's account was closed.</summary>
    public string? Email { get; private set; }

    /// <summary>What its writer was to the post when it was written.</summary>
    public CommenterStanding Standing { get; private set; }

    /// <summary>As it was typed; empty for one that was imported.</summary>
    public string Markdown { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string BodyHtml { get; private set; } = "";

    public CommentState State { get; private set; }

    /// <summary>When it was written; with precision unknown the instant only keeps the order.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    public PublishedPrecision WrittenPrecision { get; private set; }

    /// <summary>Its id on the page it was imported from, so that old links to <c>#comment-123</c> still land (<see cref="CommentAnchor"/>).</summary>
    public long? OriginId { get; private set; }

    /// <summary>SHA-256 of what readers get to see: the name and the text.</summary>
    public byte[] TextHash { get; private set; } = [];

    /// <summary>What <see cref="TextHash"/> was when somebody approved it; null where nobody has.</summary>
    public byte[]? ApprovedHash { get; private set; }

    /// <summary>Hash of the secret by which its writer may change it, for a while.</summary>
    public byte[]? KeyHash { get; private set; }

    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>When its words became what they are, where its writer changed them: what stood there before is not kept.</summary>
    public DateTimeOffset? RevisedAt { get; private set; }

    /// <summary>Keyed hash of where it came from, so that somebody can keep that away (<see cref="Moderation.Writers.WhoIs"/>); forgotten after <see cref="PlaceKept"/>.</summary>
    public byte[]? PlaceHash { get; private set; }

    /// <summary>The same of the address range around it.</summary>
    public byte[]? RangeHash { get; private set; }

    /// <summary>When readers first saw it; null for one that they never did, or that was imported.</summary>
    public DateTimeOffset? ShownAt { get; private set; }

    /// <summary>A comment that stood on the old page. It was public there; on an edited blog somebody approves it first, as any other.</summary>
    /// <param name="waits">Whether somebody does so on this one too.</param>
    public static Comment Imported(
        long postId, Regime regime, string author, string bodyHtml, DateTimeOffset at, PublishedPrecision precision, long? originId, bool waits = false) => new()
        {
            PostId = postId,
            AuthorName = author,
            BodyHtml = bodyHtml,
            TextHash = HashOf(author, bodyHtml),
            State = First(regime, waits),
            WrittenAt = at,
            WrittenPrecision = precision,
            OriginId = originId,
        };

    /// <param name="answered">What it answers, where that is not the post, and <see cref="TopId"/> of that.</param>
    /// <param name="text">As it was typed, and sanitised.</param>
    /// <param name="key">The secret by which the writer may change it.</param>
    /// <param name="ruling">What the network's rules say of it: what they hold waits, on an open blog too.</param>
    public static Comment Write(
        CommentPlace place, (long Id, long TopId)? answered, Commenter by, (string Markdown, string Html) text, string key, DateTimeOffset now, Ruling ruling)
    {
        var comment = new Comment
        {
            PostId = place.PostId,
            AccountId = by.AccountId,
            AuthorName = by.Name,
            Email = by.Email,
            Standing = by.Standing,
            Markdown = text.Markdown,
            BodyHtml = text.Html,
            TextHash = HashOf(by.Name, text.Html),
            State = First(place.Regime, place.Waits || ruling.IsHeld),
            WrittenAt = now,
            WrittenPrecision = PublishedPrecision.Exact,
            KeyHash = Secret.Hash(key),
            PlaceHash = ruling.From,
            RangeHash = ruling.FromRange,
        };
        comment.Answer(answered);
        comment.Tell(new CommentRuled(comment, place.NetworkId, ruling, Before: null));
        comment.Show(now);
        comment.TellIfShown(place, 1);
        return comment;
    }

    /// <summary>Stands below what it answers; null for the post itself.</summary>
    internal void Answer((long Id, long TopId)? answered) =>
        (ParentId, TopId) = answered is { } other ? ((long?)other.Id, other.TopId == 0 ? other.Id : other.TopId) : ((long?)null, 0L);

    /// <summary>Whether whoever has this secret wrote it.</summary>
    public bool IsBy(string? key) => key is not null && KeyHash is { } hash && CryptographicOperations.FixedTimeEquals(hash, Secret.Hash(key));

    /// <summary>Whether its writer may still change it or take it back.</summary>
    public bool MayChange(DateTimeOffset now) => now < WrittenAt + SecondThoughts && State is CommentState.Waiting or CommentState.Approved;

    /// <summary>On an edited blog what was approved was another text: it waits again. What waits, waits on: nobody finds out what passes by trying.</summary>
    public void Change((string Markdown, string Html) text, CommentPlace place, DateTimeOffset now, Ruling ruling)
    {
        Tell(new CommentRuled(this, place.NetworkId, ruling, State));
        TellIfShown(place, -1);
        (Markdown, BodyHtml, TextHash, ChangedAt, RevisedAt) = (text.Markdown, text.Html, HashOf(AuthorName, text.Html), now, now);
        State = First(place.Regime, place.Waits || ruling.IsHeld || State is CommentState.Waiting);
        Show(now);
        TellIfShown(place, 1);
    }

    /// <summary>Its writer takes it back.</summary>
    public void Withdraw(CommentPlace place, DateTimeOffset now) => Become(CommentState.Withdrawn, place, now);

    /// <summary>Somebody answers for exactly this text.</summary>
    public void Approve(CommentPlace place, DateTimeOffset now)
    {
        ApprovedHash = TextHash;
        Become(CommentState.Approved, place, now);
    }

    /// <summary>It does not become public; what was public is no longer.</summary>
    public void Refuse(CommentPlace place, DateTimeOffset now) =>
        Become(State is CommentState.Approved or CommentState.Removed ? CommentState.Removed : CommentState.Rejected, place, now);

    /// <summary>What was public waits until somebody has decided about it.</summary>
    public void Hide(CommentPlace place, DateTimeOffset now)
    {
        if (State is CommentState.Approved)
        {
            ApprovedHash = null;
            Become(CommentState.Waiting, place, now);
        }
    }

    /// <summary>Its writer's account is closed: the address goes, and the name where they want that. What was approved stays so: the words are the same.</summary>
    /// <param name="nameless">What stands where the name stood; null where it stays.</param>
    public void Forget(string? nameless, CommentPlace place, DateTimeOffset now)
    {
        (Email, KeyHash, PlaceHash, RangeHash) = (null, null, null, null);
        if (nameless is not null)
        {
            var wasApproved = ApprovedHash is { } approved && approved.AsSpan().SequenceEqual(TextHash);
            (AuthorName, Standing, TextHash) = (nameless, CommenterStanding.Reader, HashOf(nameless, BodyHtml));
            ApprovedHash = wasApproved ? TextHash : null;

            // No more and no less is shown, but not the same.
            TellIfShown(place, 0);
        }
    }

    /// <summary>What its writer took back stays so, whatever is decided.</summary>
    private void Become(CommentState state, CommentPlace place, DateTimeOffset now)
    {
        if (state != State && State is not CommentState.Withdrawn)
        {
            var isBack = State is CommentState.Removed;
            TellIfShown(place, -1);
            (State, ChangedAt) = (state, now);
            if (!isBack)
            {
                Show(now);
            }

            TellIfShown(place, 1);
        }
    }

    /// <summary>From now on readers see it, where they do. What comes back was seen before, if nobody knows since when.</summary>
    private void Show(DateTimeOffset now) => ShownAt ??= State is CommentState.Approved ? now : null;

    private void TellIfShown(CommentPlace place, int by)
    {
        if (State is CommentState.Approved)
        {
            Tell(new CommentsShown(place.PostId, place.BlogId, by, TopId));
        }
    }

    private static CommentState First(Regime regime, bool waits) => regime.ShowsAtOnce && !waits ? CommentState.Approved : CommentState.Waiting;

    private static byte[] HashOf(string name, string html) => SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + html));
}

/// <summary>So many more comments of a post are public than before.</summary>
/// <param name="TopId"><see cref="Comment.TopId"/></param>
public sealed record CommentsShown(long PostId, long BlogId, int By, long TopId) : News;

/// <summary>The rules have looked at a comment that was written or changed.</summary>
/// <param name="Before">How it stood before it was changed; null for a new one.</param>
public sealed record CommentRuled(Comment Comment, long NetworkId, Ruling Ruling, CommentState? Before) : News
{
    public bool IsNew => Before is null;
}
