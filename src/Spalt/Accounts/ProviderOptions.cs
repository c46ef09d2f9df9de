using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt.Accounts;

/// <summary>Section <c>Spalt:SignIn</c>: the newspaper's own identity provider (OpenID Connect). Without an address there is none.</summary>
public sealed class ProviderOptions
{
    public const string Section = "Spalt:SignIn";
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>The issuer, or the address of its discovery document (OpenID Connect Discovery 1.0 §4).</summary>
    public string? Address { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What people call it: stands on the button.</summary>
    public string? Name { get; set; }

    /// <summary>Whoever the provider knows, with an address that it has confirmed, gets an account here, without any role.</summary>
    public bool LetAnybodyIn { get; set; }

    internal bool IsOn => Address is not null;

    /// <summary>Without a final slash.</summary>
    internal string Issuer => (Address!.EndsWith(WellKnown, StringComparison.Ordinal) ? Address[..^WellKnown.Length] : Address).TrimEnd('/');

    internal string Discovery => Issuer + WellKnown;
}

/// <summary>Reports everything that is wrong, not only the first; never the secret.</summary>
internal sealed class ProviderOptionsCheck : IValidateOptions<ProviderOptions>
{
    public ValidateOptionsResult Validate(string? name, ProviderOptions options)
    {
        var wrong = Wrong(options).Select(what => $"{ProviderOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(ProviderOptions options)
    {
        if (options.Address is null)
        {
            if (options.ClientId is not null || options.ClientSecret is not null)
            {
                yield return Texts.Command("Setting.SignIn.NoAddress");
            }

            yield break;
        }

        // Keys and tokens go there: only the machine itself is reached without a seal.
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Query.Length > 0
            || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
        {
            yield return Texts.Command("Setting.SignIn.Address");
        }

        if (string.IsNullOrWhiteSpace(options.ClientId) || string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return Texts.Command("Setting.SignIn.Client");
        }

        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > 60)
        {
            yield return Texts.Command("Setting.SignIn.Name");
        }
    }
}
