namespace Spalt.Posts;

/// <content>The published answer of somebody whom a post is about (Swedish <i>genmäle</i>).</content>
public sealed partial class Post
{
    /// <summary>The post that this one answers, which shows it at its head; null for what answers none.</summary>
    public long? ReplyToId { get; private set; }

    /// <summary>Whether anything ever answered it, public or not: pages of all others need not ask.</summary>
    public bool HasReplies { get; private set; }

    /// <summary>An answer stands in the same blog, so that whoever reads the one finds the other.</summary>
    /// <param name="authorId">Whoever answers: an account that nobody signs in to.</param>
    public static Post Reply(Post answered, Blogs.Blog blog, long authorId, PostText text, DateTimeOffset now)
    {
        var reply = Draft(blog, authorId, text, now);
        reply.ReplyToId = answered.Id;
        answered.HasReplies = true;
        return reply;
    }

    /// <summary>An answer to it is public: it reads otherwise from now on, and its feeds say so.</summary>
    public void BeAnswered(DateTimeOffset now)
    {
        if (State is PostState.Published)
        {
            Changed(now);
            Tell(new PostRevised(this));
        }
    }
}
