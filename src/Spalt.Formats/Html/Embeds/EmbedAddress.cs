namespace Spalt.Formats.Html.Embeds;

/// <summary>The address of something that lies elsewhere, in parts. Whatever is odd about one makes it none.</summary>
public sealed class EmbedAddress
{
    private readonly Uri _uri;

    private EmbedAddress(Uri uri)
    {
        _uri = uri;
        Host = uri.IdnHost.ToLowerInvariant();
        Site = Host.StartsWith("www.", StringComparison.Ordinal) ? Host[4..] : Host;
    }

    public string Host { get; }

    /// <summary>The host as people say it, without <c>www.</c></summary>
    public string Site { get; }

    /// <summary>Escaped as in the address.</summary>
    public string Path => _uri.AbsolutePath;

    /// <summary>What stands behind <c>#</c>.</summary>
    public string Fragment => _uri.Fragment.TrimStart('#');

    public string Whole => _uri.AbsoluteUri;

    /// <summary>Null for anything but http and https on their usual ports, and for an address with a user's name in it.</summary>
    public static EmbedAddress? Read(string address) =>
        address.Length <= 2048 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri is { IsDefaultPort: true, UserInfo: "", HostNameType: UriHostNameType.Dns } ? new(uri) : null;

    /// <summary>A value of the query, as it stands there; null where there is none.</summary>
    public string? Query(string name) => _uri.Query.TrimStart('?').Split('&')
        .Where(pair => pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
        .Select(pair => pair[(name.Length + 1)..]).FirstOrDefault();
}
