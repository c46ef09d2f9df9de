namespace Spalt.Formats.Feeds;

/// <summary>Addresses as feeds write them. An absolute one is kept letter for letter, since feeds compare ids and links that way.</summary>
internal static class FeedAddress
{
    // Longer ones are an attack or a data: picture; resolving them again and again would not be linear.
    public const int Longest = 2048;

    public static Uri? Base(Uri? current, string written)
    {
        // "http:///host/" is a slip of some publishing tools.
        var fixedUp = written.Trim().Replace(":///", "://", StringComparison.Ordinal);
        if (fixedUp.Length > Longest || !TryResolve(current, fixedUp, out var resolved) || resolved.OriginalString.Length > Longest)
        {
            return current;
        }

        return IsWeb(resolved) ? resolved : current;
    }

    /// <summary>Absolute where that can be had, else as written; null for nothing.</summary>
    public static string? Resolve(Uri? against, string? written)
    {
        var address = written?.Trim();
        if (address is null)
        {
            return null;
        }

        if (against is null || address.Length > Longest || HasScheme(address))
        {
            return address.Length == 0 ? null : address;
        }

        return TryResolve(against, address, out var resolved) ? resolved.ToString() : address;
    }

    /// <summary>As <see cref="Resolve"/>, but null for anything that is no absolute http(s) address.</summary>
    public static string? Web(Uri? against, string? written)
    {
        var address = Resolve(against, written);
        return address is { Length: <= Longest } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsWeb(uri) && uri.Host.Length > 0 ? address : null;
    }

    public static bool IsWeb(Uri uri) => uri is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static bool TryResolve(Uri? against, string address, out Uri resolved)
    {
        var made = against is null ? Uri.TryCreate(address, UriKind.Absolute, out var uri) : Uri.TryCreate(against, address, out uri);
        resolved = uri!;
        return made;
    }

    public static bool HasScheme(string address)
    {
        var colon = address.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(address[0]) && !address.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
