using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Spalt.Outbound;

public static class OutboundSetup
{
    /// <summary>Registers <see cref="PublicHttp"/> and <see cref="IMailer"/>. Wrong settings stop the start, all named at once.</summary>
    /// <param name="data">the data folder; letters go into <c>mail/</c> in it where no mail server is configured</param>
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration, string data)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection(OutboundOptions.Section))
            .Configure(options => options.AllowNetworks = ListSetting.Read(configuration, $"{OutboundOptions.Section}:{nameof(options.AllowNetworks)}")).ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();

        services.AddSingleton(provider => new PublicHttp(
            provider.GetRequiredService<IOptions<OutboundOptions>>().Value,
            Dns.GetHostAddressesAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PublicHttp>>()));
        services.AddSingleton<IMailer>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value is { Smtp: not null } options
            ? ActivatorUtilities.CreateInstance<SmtpMailer>(provider, options)
            : ActivatorUtilities.CreateInstance<FolderMailer>(
                provider, Path.Combine(data, "mail"), provider.GetRequiredService<IOptions<MailOptions>>().Value));
        return services;
    }
}
