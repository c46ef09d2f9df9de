namespace Spalt.Posts;

public enum PostState
{
    Draft,
    Scheduled,
    Published,

    /// <summary>Was public, is not any more: its address answers 410.</summary>
    Removed,
}
