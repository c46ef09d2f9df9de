using Microsoft.Extensions.Options;
using Spalt.Jobs;

namespace Spalt.Embeds;

internal static class EmbedSetup
{
    /// <summary>Wrong settings stop the start, all named at once.</summary>
    public static IServiceCollection AddEmbedSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<EmbedOptions>, EmbedOptionsCheck>();
        services.AddOptions<EmbedOptions>().Configure(options => EmbedOptions.Read(options, configuration)).ValidateOnStart();
        return services;
    }

    public static IServiceCollection AddEmbeds(this IServiceCollection services) => services.AddSingleton<EmbedProviders>().AddJob<AskAboutEmbed>();
}
