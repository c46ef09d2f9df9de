using Microsoft.Extensions.Options;

namespace Spalt.Media;

internal static class MediaSetup
{
    /// <summary>Registers the store of pictures and what is needed to take some in. Wrong settings stop the start, all named at once.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaOptionsCheck>();
        services.AddOptions<MediaOptions>().Bind(configuration.GetSection(MediaOptions.Section)).ValidateOnStart();
        return services.AddSingleton<Vips>().AddSingleton<UploadFolders>().AddSingleton<PictureConverter>().AddSingleton<MediaKeeper>().AddSingleton<IMediaStore>(all =>
            all.GetRequiredService<IOptions<MediaOptions>>().Value.S3 is { Bucket: not null } s3 ? new S3Media(s3) : ActivatorUtilities.CreateInstance<MediaFolder>(all));
    }
}
