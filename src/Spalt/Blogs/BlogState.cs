namespace Spalt.Blogs;

public enum BlogState
{
    Open,

    /// <summary>Can be read; nothing is published.</summary>
    Resting,

    /// <summary>Readers are told that it is closed, and see nothing of it.</summary>
    Closed,

    /// <summary>Can be read for ever; nobody writes, comments or likes.</summary>
    Archived,
}

public static class BlogStates
{
    extension(BlogState state)
    {
        public bool MayPublish => state is BlogState.Open;

        /// <summary>Drafts may be begun and changed.</summary>
        public bool MayWrite => state is BlogState.Open or BlogState.Resting;

        /// <summary>Readers see its posts.</summary>
        public bool IsShown => state is not BlogState.Closed;

        /// <summary>Readers may like and comment.</summary>
        public bool TakesAnswers => state is BlogState.Open or BlogState.Resting;
    }
}
