using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Html;

/// <summary>The footnotes of stored HTML: <c>#fn1</c> in the list, <c>#fnref1</c> in the text.</summary>
public static partial class Footnotes
{
    /// <summary>The same HTML with a prefix to all ids of footnotes and the links to them, so that several posts may stand on one page.</summary>
    /// <param name="cleanHtml">HTML as <see cref="HtmlSanitizer"/> writes it.</param>
    /// <param name="prefix">Letters, digits and hyphens, such as <c>p12-</c>.</param>
    /// <remarks>
    /// For showing, not for storing: a post has no number before it is stored; the editor, the feeds, the differences between revisions
    /// and a second cleaning all want the plain ids; and a page is frozen after it was written once. A post without footnotes costs
    /// one search for a word.
    /// </remarks>
    public static string Prefix(string cleanHtml, string prefix)
    {
        if (!cleanHtml.Contains("\"footnote", StringComparison.Ordinal))
        {
            return cleanHtml;
        }

        var prefixed = new StringBuilder(cleanHtml.Length + 256);
        foreach (var piece in new Pieces(cleanHtml))
        {
            var start = prefixed.Length;
            prefixed.Append(piece.Content);
            if (!piece.IsTag || piece.Name is not ("a" or "li"))
            {
                continue;
            }

            var inserted = 0;
            foreach (var id in Ids().EnumerateMatches(piece.Content))
            {
                prefixed.Insert(start + id.Index + inserted, prefix);
                inserted += prefix.Length;
            }
        }

        return prefixed.ToString();
    }

    // In a tag no value holds a quotation mark, so nothing but an attribute looks like one.
    [GeneratedRegex("(?<= id=\"| href=\"#)fn(ref)?[1-9][0-9]{0,3}(?=\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}
