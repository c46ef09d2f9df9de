namespace Spalt.Members;

/// <summary>The one place where the address of an invitation is made.</summary>
internal static class InvitationLink
{
    public const string Path = "/-/invitation";

    /// <param name="origin">Scheme and host of the network; empty for the path alone.</param>
    public static string At(string origin, string token) => $"{origin}{Path}?token={token}";

    /// <summary>The token of a path that leads to an invitation; null for any other path.</summary>
    public static string? TokenOf(string? path)
    {
        const string Begin = Path + "?token=";
        return path is not null && path.StartsWith(Begin, StringComparison.Ordinal) && path[Begin.Length..] is { Length: > 0 } token
            && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? token : null;
    }
}
