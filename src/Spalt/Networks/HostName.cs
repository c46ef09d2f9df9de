using Spalt.Language;

namespace Spalt.Networks;

/// <summary>The host that a network answers on, as browsers name it: lower case, ASCII (RFC 5891), with a port where it is not the scheme's own.</summary>
internal static class HostName
{
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

    /// <summary>Only what is asked for on the machine itself has no certificate.</summary>
    public static bool IsLoopback(string host) => Parse(host) is { IsLoopback: true };

    private static Uri? Parse(string host) =>
        Uri.TryCreate("http://" + host, UriKind.Absolute, out var address) && Uri.CheckHostName(Name(address)) is not UriHostNameType.Unknown ? address : null;

    private static string Written(Uri address)
    {
        var own = IsLoopback(address.Host) ? address.IsDefaultPort : address.Port is 80 or 443;
        return own ? Name(address) : $"{Name(address)}:{address.Port}";
    }

    private static string Name(Uri address) => address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
}
