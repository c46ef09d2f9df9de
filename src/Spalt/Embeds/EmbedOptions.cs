using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spalt.Formats.Html.Embeds;
using Spalt.Language;

namespace Spalt.Embeds;

/// <summary>Section <c>Spalt:Embeds</c>: whose frames readers may ask for, beside those that we know how to make.</summary>
public sealed class EmbedOptions
{
    public const string Section = "Spalt:Embeds";

    /// <summary>Names of <see cref="BuiltInEmbeds"/> that are not to be used: their addresses stay plain links.</summary>
    public string[] Without { get; set; } = [];

    /// <summary>Hosts that run Mastodon.</summary>
    public string[] MastodonHosts { get; set; } = [];

    public IReadOnlyList<EmbedProvider> Providers { get; set; } = [];

    internal static void Read(EmbedOptions options, IConfiguration configuration)
    {
        options.Without = ListSetting.Read(configuration, $"{Section}:{nameof(Without)}");
        options.MastodonHosts = ListSetting.Read(configuration, $"{Section}:{nameof(MastodonHosts)}");
        options.Providers =
        [
            .. configuration.GetSection($"{Section}:{nameof(Providers)}").GetChildren().Select(child => new EmbedProvider(
                child.Key, ListSetting.Read(configuration, $"{child.Path}:Addresses"), child["Endpoint"] ?? "", ListSetting.Read(configuration, $"{child.Path}:FrameHosts"))),
        ];
    }
}

/// <summary>Somebody who is asked about addresses (oembed.com).</summary>
/// <param name="Addresses">Host and the beginning of the path: <c>www.flickr.com/photos/</c>.</param>
/// <param name="Endpoint">Where it is asked.</param>
/// <param name="FrameHosts">Whose frames its answers may name; without any it only gives titles.</param>
public sealed record EmbedProvider(string Name, IReadOnlyList<string> Addresses, string Endpoint, IReadOnlyList<string> FrameHosts)
{
    public bool Knows(EmbedAddress address) => Addresses.Any(known =>
        known.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? known == address.Host
        : known.AsSpan(0, slash).SequenceEqual(address.Host) && address.Path.StartsWith(known[slash..], StringComparison.Ordinal));

    public string Question(EmbedAddress address) =>
        $"{Endpoint}{(Endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=json&maxwidth=576&url={Uri.EscapeDataString(address.Whole)}";
}

/// <summary>Reports everything that is wrong, not only the first.</summary>
internal sealed partial class EmbedOptionsCheck : IValidateOptions<EmbedOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbedOptions options)
    {
        var wrong = Wrong(options).Concat(options.Providers.SelectMany(Wrong)).Select(what => $"{EmbedOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(EmbedOptions options)
    {
        foreach (var unknown in options.Without.Except(BuiltInEmbeds.Names, StringComparer.Ordinal))
        {
            yield return Texts.Command("Setting.Embeds.Without", unknown, string.Join(' ', BuiltInEmbeds.Names));
        }

        foreach (var host in options.MastodonHosts.Where(host => !Host().IsMatch(host)))
        {
            yield return Texts.Command("Setting.Embeds.Host", nameof(options.MastodonHosts), host);
        }
    }

    private static IEnumerable<string> Wrong(EmbedProvider provider)
    {
        if (provider.Addresses.Count == 0 || provider.Endpoint.Length == 0)
        {
            yield return Texts.Command("Setting.Embeds.Provider", provider.Name);
        }

        foreach (var pattern in provider.Addresses.Where(pattern => !Pattern().IsMatch(pattern)))
        {
            yield return Texts.Command("Setting.Embeds.Addresses", provider.Name, pattern);
        }

        // On the machine itself nobody listens in between.
        if (provider.Endpoint.Length > 0 && !(Uri.TryCreate(provider.Endpoint, UriKind.Absolute, out var endpoint) && endpoint is { UserInfo: "", Fragment: "" }
            && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))))
        {
            yield return Texts.Command("Setting.Embeds.Endpoint", provider.Name, provider.Endpoint);
        }

        foreach (var host in provider.FrameHosts.Where(host => !Host().IsMatch(host)))
        {
            yield return Texts.Command("Setting.Embeds.Host", $"{nameof(EmbedOptions.Providers)}:{provider.Name}:{nameof(provider.FrameHosts)}", host);
        }
    }

    private const string HostPattern = "[a-z0-9](-*[a-z0-9])*([.][a-z0-9](-*[a-z0-9])*)+";

    [GeneratedRegex($"^{HostPattern}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex($"^{HostPattern}(/[^ ?#]*)?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
