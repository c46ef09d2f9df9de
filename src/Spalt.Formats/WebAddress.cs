namespace Spalt.Formats;

/// <summary>What somebody else calls an address may be anything; only these are linked to or asked.</summary>
public static class WebAddress
{
    /// <summary>An absolute address with the scheme http or https; null for everything else.</summary>
    public static Uri? Of(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
