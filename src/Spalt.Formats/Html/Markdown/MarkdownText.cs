using Markdig;

namespace Spalt.Formats.Html.Markdown;

/// <summary>
/// A post as Markdown, for whoever writes without the editor: CommonMark with tables, footnotes and strikethrough. A picture that stands
/// in a paragraph by itself is a figure, the lines after it are its caption, and <c>{800x600}</c> after a picture is its size in pixels.
/// A table whose header is empty has none.
/// </summary>
public static class MarkdownText
{
    private const string FootnotesStart = "<section class=\"footnotes\">";

    // A post of a thousand links with long addresses costs a fiftieth of it; it is about half a second.
    private const long MostForLinks = 10_000_000;

    private static readonly MarkdownPipeline Usual = Pipeline(numbersAreLabels: false);

    private static readonly MarkdownPipeline Comments = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseSoftlineBreakAsHardlineBreak().Build();

    private static readonly MarkdownPipeline Labelled = Pipeline(numbersAreLabels: true);

    /// <summary>Stored HTML. Markup in the text is cleaned as any other.</summary>
    /// <param name="markdown">Any text; what is nested deeper, or has more links in a word, marks in a paragraph or cells in a table, than anybody writes is taken as text without markup.</param>
    public static string ToHtml(string? markdown) => HtmlSanitizer.Clean(Render(markdown ?? "", Usual));

    /// <summary>A reader's comment: paragraphs, lines, links, quotations, emphasis and lists. Markup in the text is text.</summary>
    /// <param name="typed">As <see cref="ToHtml"/> takes it; a newline is a new line.</param>
    public static string CommentToHtml(string? typed) => HtmlSanitizer.Clean(Render(typed ?? "", Comments), HtmlPolicy.Comment);

    /// <summary>Text that a person can read and edit, of which <see cref="ToHtml"/> makes the same HTML again.</summary>
    /// <param name="storedHtml">HTML as <see cref="HtmlSanitizer"/> writes it. What Markdown cannot say is left as an HTML block.</param>
    public static string FromHtml(string storedHtml) => new MarkdownWriter(storedHtml).Write();

    /// <summary>The HTML of one block, whose footnotes keep the numbers they have as labels; and of its footnotes.</summary>
    internal static (string Body, string Footnotes) PartToHtml(string markdown)
    {
        var html = HtmlSanitizer.Clean(Render(markdown, Labelled));
        var end = html.IndexOf(FootnotesStart, StringComparison.Ordinal);
        return end < 0 ? (html, "") : (html[..end], html[end..]);
    }

    private static string Render(string markdown, MarkdownPipeline pipeline)
    {
        if (CostOfLinks(markdown) > MostForLinks || MarkdownCost.IsTooMuch(markdown))
        {
            return AsText(markdown);
        }

        try
        {
            return Markdig.Markdown.Parse(markdown, pipeline).ToHtml(pipeline);
        }
        catch (ArgumentException)
        {
            // The parser's answer to a hundred quotations in each other.
            return AsText(markdown);
        }
    }

    private static string AsText(string markdown) => HtmlSanitizer.Clean(
        markdown.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal), HtmlPolicy.WordPressPost);

    // At each "](" the parser looks for the end of an address, up to the next white space: a long word of them costs its square.
    private static long CostOfLinks(string markdown)
    {
        var cost = 0L;
        foreach (var range in markdown.AsSpan().SplitAny(" \t\n\r"))
        {
            var word = markdown.AsSpan()[range];
            cost += (long)word.Count("](") * word.Length;
        }

        return cost;
    }

    private static MarkdownPipeline Pipeline(bool numbersAreLabels)
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);
        builder.Extensions.Add(new PostMarkdown(numbersAreLabels));
        return builder.Build();
    }
}
