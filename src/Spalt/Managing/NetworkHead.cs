namespace Spalt.Managing;

/// <summary>What stands above every page of the network's settings: whose they are, and the tabs that the person may open.</summary>
/// <param name="Current">The tab that is open.</param>
internal sealed record NetworkHead(string Current, bool IsPublisher)
{
    private static readonly (string Name, string Path, bool ForPublishers)[] All =
    [
        ("settings", "/-/network", true), ("look", "/-/network/look", true), ("menu", "/-/network/menu", true), ("rules", "/-/network/rules", true),
        ("comments", CommentsPage.Path, true), ("comment-rules", "/-/network/comment-rules", true),
        ("feeds", "/-/network/feeds", true), ("slots", "/-/network/slots", true), ("mail", LettersPage.Path, true), ("limits", LimitsPage.Path, true),
        ("blogs", "/-/network/blogs", false), ("people", "/-/network/people", false), ("log", "/-/network/log", false),
        ("statistics", "/-/network/statistics", false),
    ];

    public IEnumerable<(string Name, string Path)> Tabs => All.Where(t => IsPublisher || !t.ForPublishers).Select(t => (t.Name, t.Path));
}
