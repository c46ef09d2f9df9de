using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Undoes what the Wayback Machine does to the pages that it hands out: its toolbar, and its own address before that of every
/// link. Pictures keep the archive's address, for it is the one that still answers.
/// </summary>
internal static partial class ArchivedPage
{
    private const string Toolbar = "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato";

    private const string Links = "a[href], area[href], base[href], link[href], meta[content], [itemid], blockquote[cite], q[cite]";

    public static void Undo(IHtmlDocument document)
    {
        foreach (IElement bar in document.QuerySelectorAll(Toolbar).Take(20).ToList())
        {
            bar.Remove();
        }

        foreach (IElement element in document.QuerySelectorAll(Links))
        {
            foreach (string name in (ReadOnlySpan<string>)["href", "content", "itemid", "cite"])
            {
                if (element.GetAttribute(name) is { } address && Original(address) is var original && original.Length < address.Length)
                {
                    element.SetAttribute(name, original);
                }
            }
        }
    }

    /// <summary>The address without the archive's before it.</summary>
    public static string Original(string address)
    {
        Match copy = Copy().Match(address);
        return copy.Success ? address[copy.Length..] : address;
    }

    /// <summary>A picture's address in the archive, where the page leaves out the archive's host.</summary>
    public static string WithHost(string address) => address.StartsWith("/web/", StringComparison.Ordinal) && Copy().IsMatch(address) ? "https://web.archive.org" + address : address;

    [GeneratedRegex(@"^\s*((https?:)?//web\.archive\.org(:80)?)?/web/\d{4,14}\*?([a-z]{2}_)?/(?=https?:/|mailto:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Copy();
}
