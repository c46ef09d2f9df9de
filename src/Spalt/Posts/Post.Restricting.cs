namespace Spalt.Posts;

/// <content>What the newspaper may do with a post that is not its own.</content>
public sealed partial class Post
{
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
        CommentsCloseAt = at;
        Changed(now);
        if (State is PostState.Published)
        {
            Tell(new PostRevised(this));
        }
    }
}
