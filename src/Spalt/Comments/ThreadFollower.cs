using Spalt.Store;

namespace Spalt.Comments;

public enum Followed
{
    /// <summary>Answers to what they wrote themselves.</summary>
    Answers,

    /// <summary>Everything that anybody writes.</summary>
    Thread,
}

/// <summary>
/// An address that asked for mail about a post's comments. A letter asks whether it is theirs (double opt-in); until it is answered nothing
/// else is sent. Who wants no more is deleted, not marked.
/// </summary>
public sealed class ThreadFollower : Entity
{
    /// <summary>So long the letter can be answered.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>There are no two letters about a thread in so long; what comes meanwhile stands in the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private ThreadFollower()
    {
    }

    public long NetworkId { get; private set; }

    public long PostId { get; private set; }

    /// <summary>Where they were signed in.</summary>
    public long? AccountId { get; private set; }

    /// <summary>Lower case.</summary>
    public string Email { get; private set; } = "";

    public Followed Followed { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>They have been told of everything that was shown up to then.</summary>
    public DateTimeOffset ToldUntil { get; private set; }

    public DateTimeOffset? MailedAt { get; private set; }

    /// <param name="isTheirs">Whether it is known that the address is theirs.</param>
    public static ThreadFollower Ask(CommentPlace place, Commenter by, string email, bool isTheirs, DateTimeOffset now)
    {
        var follower = new ThreadFollower
        {
            NetworkId = place.NetworkId,
            PostId = place.PostId,
            AccountId = by.AccountId,
            Email = email.ToLowerInvariant(),
            AskedAt = now,
            ConfirmedAt = isTheirs ? now : null,
            ToldUntil = now,
        };
        if (!isTheirs)
        {
            follower.Tell(new FollowingAsked(follower, now));
        }

        return follower;
    }

    /// <summary>Asks the address once more, where it has not answered.</summary>
    public void AskAgain(DateTimeOffset now)
    {
        if (ConfirmedAt is null)
        {
            AskedAt = now;
            Tell(new FollowingAsked(this, now));
        }
    }

    /// <summary>What comes from now on is told. Again is nothing.</summary>
    public void Confirm(DateTimeOffset now)
    {
        if (ConfirmedAt is null)
        {
            (ConfirmedAt, ToldUntil) = (now, now);
        }
    }

    public void Follow(Followed what) => Followed = what;

    public void Told(DateTimeOffset until, DateTimeOffset now) => (ToldUntil, MailedAt) = (until, now);
}

/// <summary>The address is to be asked whether it is theirs.</summary>
public sealed record FollowingAsked(ThreadFollower Follower, DateTimeOffset At) : News;
