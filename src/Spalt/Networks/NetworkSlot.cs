using Spalt.Store;

namespace Spalt.Networks;

/// <summary>Where a publisher may put HTML with scripts, for advertising or consent.</summary>
public enum SlotPlace
{
    Head,
    Masthead,
    Margin,
    Footer,
}

/// <summary>What the publisher has put into a place of the public pages: the only HTML that does not go through the sanitiser.</summary>
[Audited(nameof(Place), nameof(Html), nameof(Hosts))]
public sealed class NetworkSlot : Entity
{
    private NetworkSlot()
    {
    }

    public long NetworkId { get; private set; }

    public SlotPlace Place { get; private set; }

    /// <summary>Balanced: written by a parser.</summary>
    public string Html { get; private set; } = "";

    /// <summary>The hosts that its own elements name and that the publisher has confirmed, parted by spaces.</summary>
    public string Hosts { get; private set; } = "";

    /// <summary>Grows with every change: of two publishers who change the same at once, the second is told.</summary>
    public int Version { get; private set; }

    public static NetworkSlot At(long networkId, SlotPlace place) => new() { NetworkId = networkId, Place = place };

    /// <param name="html">Empty for nothing.</param>
    /// <param name="hosts">Confirmed.</param>
    public void Hold(string html, IEnumerable<string> hosts)
    {
        Html = html;
        Hosts = string.Join(' ', hosts.Order(StringComparer.Ordinal));
        Version++;
        Tell(new SlotChanged(this));
    }
}

public sealed record SlotChanged(NetworkSlot Slot) : News;
