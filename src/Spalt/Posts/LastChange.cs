namespace Spalt.Posts;

internal static class LastChange
{
    /// <summary>When a public post was changed; null where nobody has. An import publishes later than the date it gives, and changes nothing by it.</summary>
    public static DateTimeOffset? Of(DateTimeOffset createdAt, DateTimeOffset publishedAt, DateTimeOffset updatedAt)
    {
        var soon = TimeSpan.FromMinutes(1);
        return updatedAt - createdAt > soon && updatedAt - publishedAt > soon ? updatedAt : null;
    }
}
