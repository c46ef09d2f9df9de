using System.Globalization;
using Spalt.Language;

namespace Spalt.Networks;

/// <summary>The host that a network answers on, as browsers name it: lower case, ASCII (RFC 5891), with a port where it is not the scheme's own.</summary>
internal static class HostName
{
    /// <summary>Characters of a domain (RFC 1035 §2.3.4).</summary>
    public const int Longest = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <exception cref="CommandException">It is no host, or more than one: an address with scheme or path.</exception>
    public static string Checked(string typed)
    {
        var host = Network.NormalizeHost(typed);
        if (Parse(host) is { PathAndQuery: "/", Fragment: "", UserInfo: "" } plain && host[^1] is not '/')
        {
            return Written(plain);
        }

        throw new CommandException(
            Parse(host.Contains("://", StringComparison.Ordinal) ? host[(host.IndexOf("://", StringComparison.Ordinal) + 3)..] : host) is { UserInfo: "" } meant
                ? Texts.Command("Network.HostIsAddress", typed, Written(meant))
                : Texts.Command("Network.BadHost", typed),
            CommandLine.BadInput);
    }

    /// <summary>
    /// The host that a blog may have for itself: a name with a dot in it that other machines can find. Null for everything else: a machine's
    /// number, the machine itself (RFC 6761 §6.3), a port, an address with scheme or path.
    /// </summary>
    public static string? OfDomain(string typed)
    {
        string host;
        try
        {
            host = Idn.GetAscii(Network.NormalizeHost(typed)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        return host.Length <= Longest && host.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(host) is UriHostNameType.Dns
            && Array.TrueForAll(host.Split('.'), IsLabel) && host.Split('.')[^1] is not "localhost" and var top && !top.All(char.IsAsciiDigit)
            ? host : null;
    }

    /// <summary>As people read it, with å, ä and ö.</summary>
    public static string Readable(string host)
    {
        try
        {
            return Idn.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    /// <summary>Only what is asked for on the machine itself has no certificate.</summary>
    public static bool IsLoopback(string host) => Parse(host) is { IsLoopback: true };

    /// <summary>RFC 1123 §2.1.</summary>
    private static bool IsLabel(string label) =>
        label is [not '-', ..] and [.., not '-'] && label.Length <= 63 && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');

    private static Uri? Parse(string host) =>
        Uri.TryCreate("http://" + host, UriKind.Absolute, out var address) && Uri.CheckHostName(Name(address)) is not UriHostNameType.Unknown ? address : null;

    private static string Written(Uri address)
    {
        var own = IsLoopback(address.Host) ? address.IsDefaultPort : address.Port is 80 or 443;
        return own ? Name(address) : $"{Name(address)}:{address.Port}";
    }

    private static string Name(Uri address) => address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
}
