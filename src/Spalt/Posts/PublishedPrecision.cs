namespace Spalt.Posts;

/// <summary>How much of <see cref="Post.PublishedAt"/> is known, from fine to coarse. With <see cref="Unknown"/> the instant only keeps the order.</summary>
public enum PublishedPrecision
{
    Exact,
    Day,
    Month,
    Year,
    Unknown,
}
