using Spalt.Language;

namespace Spalt.Moderation;

/// <summary>What somebody at the desk did a moment ago, as the address to which they come back says.</summary>
internal enum Done
{
    Warned,
    Restricted,
    Lifted,
    Removed,
    TakenDown,
    Left,
    Upheld,
    Stands,
    Granted,
    RefusedReply,
}

internal static class DoneMoments
{
    private const string Name = "did";

    /// <summary>The address of a page that says so.</summary>
    public static string At(this Done done, string path) => $"{path}?{Name}={done}";

    /// <returns>In words; null where the address says nothing of the kind.</returns>
    public static string? Of(HttpRequest request) => request.Query[Name].ToString() is var said && Enum.TryParse<Done>(said, out var done) && done.ToString() == said ? Texts.Say("Done." + done) : null;
}
