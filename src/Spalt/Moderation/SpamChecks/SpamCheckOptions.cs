using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt.Moderation.SpamChecks;

/// <summary>Section <c>Spalt:SpamCheck</c>: a service outside the house that is asked about comments, by Akismet's protocol. Without an address nobody is asked.</summary>
public sealed class SpamCheckOptions
{
    public const string Section = "Spalt:SpamCheck";

    /// <summary>Where the service's methods begin, <c>https://…/1.1/</c>.</summary>
    public string? Address { get; set; }

    /// <summary>By which the service knows us.</summary>
    public string? Key { get; set; }

    internal bool IsOn => !string.IsNullOrEmpty(Address);

    /// <summary>What people are told that they are read by; null where nobody is asked.</summary>
    internal string? Host => IsOn ? new Uri(Address!).Host : null;

    internal Uri Method(string name) => new(Address!.TrimEnd('/') + "/" + name);
}

/// <summary>Reports everything that is wrong, not only the first; never the key.</summary>
internal sealed class SpamCheckOptionsCheck : IValidateOptions<SpamCheckOptions>
{
    public ValidateOptionsResult Validate(string? name, SpamCheckOptions options)
    {
        var wrong = Wrong(options).Select(what => $"{SpamCheckOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(SpamCheckOptions options)
    {
        var hasKey = !string.IsNullOrWhiteSpace(options.Key);
        if (!options.IsOn)
        {
            if (hasKey)
            {
                yield return Texts.Command("Setting.SpamCheck.NoAddress");
            }

            yield break;
        }

        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return Texts.Command("Setting.SpamCheck.Address");
        }

        if (!hasKey)
        {
            yield return Texts.Command("Setting.SpamCheck.NoKey");
        }
    }
}

internal static class SpamCheckSetup
{
    /// <summary>Wrong settings stop the start.</summary>
    public static IServiceCollection AddSpamCheckSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SpamCheckOptions>, SpamCheckOptionsCheck>();
        services.AddOptions<SpamCheckOptions>().Bind(configuration.GetSection(SpamCheckOptions.Section)).ValidateOnStart();
        return services;
    }
}
