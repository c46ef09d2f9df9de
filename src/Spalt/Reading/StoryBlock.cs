namespace Spalt.Reading;

/// <summary>Where a story stands, which decides how much of it is shown.</summary>
internal enum StoryPlace
{
    /// <summary>Topmost on the front.</summary>
    Lead,

    /// <summary>Beside the lead.</summary>
    Side,

    /// <summary>In the list of the newest of all blogs.</summary>
    Ledger,

    /// <summary>In the list of what was liked this week, which the page's own heading names.</summary>
    Liked,

    /// <summary>In a blog's archive, under its day.</summary>
    Diary,

    /// <summary>Headline and by-line only, nothing that counts: whoever likes or comments it thaws no page that names it.</summary>
    Title,
}

/// <param name="LikesThisWeek">Shown instead of all likes where the story stands among those of the week.</param>
internal sealed record StoryBlock(Story Story, StoryPlace Place, DateTimeOffset Now, bool WithPicture = true, int LikesThisWeek = 0);

/// <summary>Newer and older pages of a list.</summary>
/// <param name="Path">Address of the first page.</param>
/// <param name="Of">How many pages there are, where somebody counted.</param>
internal sealed record Pager(string Path, int Number, int? Of, bool HasNext)
{
    public string? Newer => Number > 1 ? At(Number - 1) : null;

    public string? Older => HasNext ? At(Number + 1) : null;

    public string Here => At(Number);

    /// <summary>A title or heading that says which page it stands on, from the second on: no two pages are called the same.</summary>
    public string Titled(string title) => Number == 1 ? title : Language.Texts.Say("Pager.Titled", title, Number);

    public static int PagesOf(int total, int size) => Math.Max(1, (total + size - 1) / size);

    private string At(int number) => number == 1 ? Path : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path}page/{number}/");
}
