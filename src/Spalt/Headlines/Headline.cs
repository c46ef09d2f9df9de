using Spalt.Store;

namespace Spalt.Headlines;

/// <summary>An item of a feed that we read. Only text, link and date: never its HTML.</summary>
public sealed class Headline : Entity
{
    private Headline()
    {
    }

    internal Headline(long feedId, FreshHeadline item, DateTimeOffset seenAt)
    {
        FeedId = feedId;
        ItemId = item.Id;
        SeenAt = seenAt;
        Revise(item);
    }

    public long FeedId { get; private set; }

    public string ItemId { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Url { get; private set; } = "";

    /// <summary>When the feed says it was published, never later than <see cref="SeenAt"/>; null where it does not say.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When we first read it.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>Its place among the others; queries say the same.</summary>
    internal DateTimeOffset ShownAt => PublishedAt ?? SeenAt;

    /// <summary>The newspaper changed it. What we have seen was published by then, however the feed's clock goes.</summary>
    internal void Revise(FreshHeadline item)
    {
        Title = item.Title;
        Url = item.Url;
        PublishedAt = item.PublishedAt > SeenAt ? SeenAt : item.PublishedAt;
    }
}
