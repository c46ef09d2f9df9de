using Microsoft.Extensions.Options;
using Spalt.Accounts;
using Spalt.Embeds;
using Spalt.Media;
using Spalt.Moderation.SpamChecks;
using Spalt.Outbound;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Operations;

/// <summary>The settings for which the server would refuse to start, each with its own words.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<string> Troubles(Installation installation, IServiceProvider services)
    {
        Action[] readings =
        [
            () => PageCacheOptions.Of(installation.Configuration),
            () => TrustedProxies.Read(installation.Configuration),
            () => _ = services.GetRequiredService<IOptions<OutboundOptions>>().Value,
            () => _ = services.GetRequiredService<IOptions<MailOptions>>().Value,
            () => _ = services.GetRequiredService<IOptions<MediaOptions>>().Value,
            () => _ = services.GetRequiredService<IOptions<ProviderOptions>>().Value,
            () => _ = services.GetRequiredService<IOptions<EmbedOptions>>().Value,
            () => _ = services.GetRequiredService<IOptions<SpamCheckOptions>>().Value,
        ];
        return readings.SelectMany(read => Faulty(read, installation));
    }

    private static IEnumerable<string> Faulty(Action read, Installation installation)
    {
        try
        {
            read();
            return [];
        }
        catch (OptionsValidationException error)
        {
            return error.Failures;
        }
        catch (CommandException error)
        {
            return [error.Message];
        }
        catch (InvalidOperationException error) when (Faults.Explain(error, installation) is { } explained)
        {
            return [explained];
        }
    }
}
