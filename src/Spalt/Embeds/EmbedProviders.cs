using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Spalt.Formats.Html.Embeds;

namespace Spalt.Embeds;

/// <summary>Who shows what: the built-in ones that the operator has left on, and those that he has added.</summary>
internal sealed class EmbedProviders(IOptions<EmbedOptions> options)
{
    private readonly FrozenSet<string> _mastodons = options.Value.MastodonHosts.ToFrozenSet(StringComparer.Ordinal);

    public bool AsksAnybody => options.Value.Providers.Count > 0;

    /// <summary>Who is to be asked about an address; null for nobody.</summary>
    public EmbedProvider? ToAsk(EmbedAddress address) => options.Value.Providers.FirstOrDefault(p => p.Knows(address));

    /// <summary>What shows the address. What we compute ourselves goes before what somebody has answered; and what was answered holds only as long as the list still allows it.</summary>
    public EmbedFrame? Frame(EmbedAddress address, KnownEmbed? known) =>
        BuiltInEmbeds.Find(address, _mastodons) is { } ours && !options.Value.Without.Contains(ours.Provider, StringComparer.Ordinal) ? ours
        : known?.Frame is { } frame && ToAsk(address) is { } provider && OEmbedAnswer.IsAllowed(frame, provider.FrameHosts) ? new(provider.Name, address.Site, frame, known.Shape) : null;
}
