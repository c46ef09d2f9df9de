using Spalt.Accounts;
using Spalt.Embeds;
using Spalt.Media;
using Spalt.Members;
using Spalt.Moderation.SpamChecks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt;

/// <summary>What the server and the commands share.</summary>
internal static class SpaltServices
{
    public static IServiceCollection AddSpalt(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation).AddSingleton(TimeProvider.System);
        services.AddMedia(installation.Configuration).AddOutbound(installation.Configuration, installation.DataFolder);
        services.AddEmbedSettings(installation.Configuration).AddProviderSettings(installation.Configuration).AddSpamCheckSettings(installation.Configuration).AddLogins().AddScoped<Joining>();
        return services.AddStore(installation.Database);
    }
}
