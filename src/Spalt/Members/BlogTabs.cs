namespace Spalt.Members;

/// <summary>The rooms of a blog's workplace, on each of its pages; settings and members only for who manages the blog.</summary>
/// <param name="Here">The room's path below <c>/-/write/{blog}</c>.</param>
internal sealed record BlogTabs(Desk Desk, string Here)
{
    private static readonly (string Path, string Text, bool IsManaging)[] All =
    [
        ("", "Desk.Posts", false), ("/pictures", "Desk.Pictures", false), ("/statistics", "Statistics.Title", false), ("/replies", "Desk.Replies", true), ("/settings/pages", "Desk.Pages", true),
        ("/settings/members", "Desk.Members", true), ("/settings", "Desk.Settings", true),
    ];

    public IEnumerable<(string Path, string Text, bool IsHere)> Tabs =>
        All.Where(t => Desk.MayManage || !t.IsManaging).Select(t => ($"/-/write/{Desk.BlogSlug}{t.Path}", Language.Texts.Say(t.Text), t.Path == Here));
}
