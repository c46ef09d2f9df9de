using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Spalt.Formats.Html;

/// <summary>
/// Makes HTML that anybody wrote into HTML that can stand on a page: a new tree is built from an allow-list, and nothing
/// of the source is copied but text, checked addresses and numbers.
/// </summary>
/// <remarks>
/// AngleSharp's tokeniser reads the source, as HTML § 13.2.5 says. Its tree builder is not used: reopening formatting and
/// searching scopes make it quadratic on hostile input (2,000 times <c>&lt;p&gt;&lt;b c=1&gt;</c>: 8 seconds), and
/// no guard in front is simpler than <see cref="Composer"/>, which needs bounded stacks only. The output is a well-formed
/// subset that every HTML parser reads as the same tree, and cleaning it again gives the same text.
/// </remarks>
public static class HtmlSanitizer
{
    /// <summary>The clean form of an HTML fragment: paragraphs and other blocks, with no attribute but the allowed.</summary>
    /// <param name="html">Any text; null is the empty one.</param>
    /// <param name="policy">What is allowed; <see cref="HtmlPolicy.Post"/> if none is given.</param>
    public static string Clean(string? html, HtmlPolicy? policy = null)
    {
        if (string.IsNullOrEmpty(html))
        {
            return "";
        }

        html = WordPressCaptions.ToFigures(html);
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        tokenizer.ShouldEmitAttribute = (ref StructHtmlToken _, ReadOnlyMemory<char> name) => Attributes.IsKnown(name.Span);
        var reader = new MarkupReader(tokenizer, policy ?? HtmlPolicy.Post, html.Length);
        return WordPressCaptions.Escape(reader.Read());
    }
}
