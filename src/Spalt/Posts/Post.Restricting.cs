namespace Spalt.Posts;

/// <content>What the newspaper may do with a post that is not its own.</content>
public sealed partial class Post
{
    /// <summary>Since when the newspaper keeps it from readers: until it is put back nobody lets it out.</summary>
    public DateTimeOffset? TakenDownAt { get; private set; }

    /// <summary>Since when nobody comments on it because a moderator said so, whatever its writer wants.</summary>
    public DateTimeOffset? ThreadClosedAt { get; private set; }

    /// <summary>Whoever answers for the newspaper takes a public post from its readers.</summary>
    public void TakeDown(DateTimeOffset now)
    {
        if (State is PostState.Published)
        {
            Withdraw(now);
            TakenDownAt = now;
        }
    }

    /// <summary>What was taken down is public again, under its old date and address.</summary>
    public void PutBack(DateTimeOffset now)
    {
        if (TakenDownAt is not null)
        {
            TakenDownAt = null;
            Publish(now);
        }
    }

    /// <summary>Nobody comments on it from now on.</summary>
    public void CloseComments(DateTimeOffset now) => CloseComments(now, now);

    /// <summary>Everybody comments on it again who may on its blog.</summary>
    public void OpenComments(DateTimeOffset now) => CloseComments(null, now);

    private void CloseComments(DateTimeOffset? at, DateTimeOffset now)
    {
        ThreadClosedAt = at;
        Changed(now);
        if (State is PostState.Published)
        {
            Tell(new PostRevised(this));
        }
    }
}
