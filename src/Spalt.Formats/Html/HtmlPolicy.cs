namespace Spalt.Formats.Html;

/// <summary>Which HTML a writer may use, and what is said about the links in it.</summary>
/// <param name="LinkRel">The <c>rel</c> of a link that leaves the site.</param>
/// <param name="NewlinesBreak">
/// Whether a newline in text is a line break and an empty line a new paragraph, as WordPress stores its posts.
/// </param>
public sealed record HtmlPolicy(string LinkRel, bool NewlinesBreak = false)
{
    /// <summary>What a newspaper's blog post needs: headings, lists, tables, figures, links, phrases.</summary>
    public static HtmlPolicy Post { get; } = new("noopener");

    /// <summary>A post as WordPress keeps it in its database and exports: blank lines part paragraphs.</summary>
    public static HtmlPolicy WordPressPost { get; } = Post with { NewlinesBreak = true };

    /// <summary>A reader's comment: paragraphs, links, quotations, emphasis and lists.</summary>
    public static HtmlPolicy Comment { get; } = new("nofollow ugc noopener") { Vocabulary = Vocabulary.Comment };

    internal bool HasFootnotes => Vocabulary == Vocabulary.Post;

    internal Vocabulary Vocabulary { get; init; } = Vocabulary.Post;
}
