namespace Spalt.Statistics;

/// <summary>How often a page was read on a day, from where: a sum, nothing of anybody.</summary>
public sealed class DayReads
{
    public long NetworkId { get; private set; }

    /// <summary>A day of the network's own time zone.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>0 for the network's own pages. No foreign key: the sums of what is gone stay in the totals.</summary>
    public long BlogId { get; private set; }

    /// <summary>0 for a blog's front and its archives.</summary>
    public long PostId { get; private set; }

    /// <summary>Host that led the reader here, lower case; empty where none did, or not known any more.</summary>
    public string Referrer { get; private set; } = "";

    public int Reads { get; private set; }
}

/// <summary>How many follow a feed by their own account, or by ours, on a day.</summary>
public sealed class FeedSubscribers
{
    public long NetworkId { get; private set; }

    /// <summary>A day of the network's own time zone.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>0 for the network's feed.</summary>
    public long BlogId { get; private set; }

    /// <summary>The service that reads for many and says for how many; empty for programs that read for one.</summary>
    public string Service { get; private set; } = "";

    public int Subscribers { get; private set; }
}
