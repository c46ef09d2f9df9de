namespace Spalt.Formats.Archives;

public enum SavedPageProblem
{
    Empty,

    /// <summary>The bytes are no text: an image, an archive, a document of some other program.</summary>
    NotText,

    NoPosts,

    /// <summary>Its tags are nested as no page's are.</summary>
    TooDeep,
}

/// <summary>The file is no saved page of a blog. The message names what was looked for.</summary>
public sealed class SavedPageException : Exception
{
    private SavedPageException(SavedPageProblem problem, string message) : base(message) => Problem = problem;

    public SavedPageProblem Problem { get; }

    internal static SavedPageException Empty() =>
        new(SavedPageProblem.Empty, "The file is empty: expected a saved blog page, as text or as HTML.");

    internal static SavedPageException NotText() =>
        new(SavedPageProblem.NotText, "The file is not text: expected a saved blog page, as text or as HTML.");

    internal static SavedPageException TooDeep() =>
        new(SavedPageProblem.TooDeep, "The page's tags are nested too deeply: expected a saved blog page, as text or as HTML.");

    internal static SavedPageException NoPosts() => new(
        SavedPageProblem.NoPosts,
        "No post was found. Looked in the text for by-lines such as \"Av …, …, … Bli först att kommentera 4\" or "
        + "\"By … 3 comments\", and in the HTML for hentry or h-entry, schema.org BlogPosting or Article, "
        + "<article> with a heading, and headings that a day, an address or a comment link follows.");
}
