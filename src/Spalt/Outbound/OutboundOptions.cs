using System.Net;
using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt.Outbound;

/// <summary>Section <c>Spalt:Outbound</c>: what the product may do on somebody else's server. Limits hold for every caller.</summary>
public sealed class OutboundOptions
{
    public const string Section = "Spalt:Outbound";

    /// <summary>Every address and port may be read, the host's own network too. For tests and closed installations.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>The smaller hole: networks in CIDR notation that may be read on any port although they are not public, such as the newspaper's own <c>10.1.2.0/24</c>.</summary>
    public string[] AllowNetworks { get; set; } = [];

    /// <summary>How much of an answer is read when the caller does not say, in bytes, before and after decompression.</summary>
    public int MaxBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>How much a caller may ask for at most, in bytes (a picture is larger than a feed).</summary>
    public int MaxBytesEver { get; set; } = 20 * 1024 * 1024;

    /// <summary>From the first look-up to the last byte, redirects included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public int MaxRedirects { get; set; } = 5;

    /// <summary>Where the owner of a server that we read finds out who we are: goes into <c>User-Agent</c>.</summary>
    public string? Contact { get; set; }

    internal IReadOnlyList<IPNetwork> AllowedNetworks => [.. AllowNetworks.Select(network => IPNetwork.Parse(network))];
}

/// <summary>Reports everything that is wrong, not only the first.</summary>
internal sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var wrong = Wrong(options).Select(what => $"{OutboundOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(OutboundOptions options)
    {
        foreach (var network in options.AllowNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return Texts.Command("Setting.Outbound.AllowNetworks", network);
        }

        if (options.MaxBytes is < 1024)
        {
            yield return Texts.Command("Setting.Outbound.MaxBytes", options.MaxBytes);
        }

        if (options.MaxBytesEver < options.MaxBytes || options.MaxBytesEver > 256 * 1024 * 1024)
        {
            yield return Texts.Command("Setting.Outbound.MaxBytesEver", options.MaxBytesEver);
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(2))
        {
            yield return Texts.Command("Setting.Outbound.Timeout", options.Timeout);
        }

        if (options.MaxRedirects is < 0 or > 20)
        {
            yield return Texts.Command("Setting.Outbound.MaxRedirects", options.MaxRedirects);
        }

        if (options.Contact is { } contact && !IsContact(contact))
        {
            yield return Texts.Command("Setting.Outbound.Contact", contact);
        }
    }

    private static bool IsContact(string contact) =>
        Uri.TryCreate(contact, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "mailto"
        && contact.All(c => c is > ' ' and < '\x7f' and not ('(' or ')'));
}
