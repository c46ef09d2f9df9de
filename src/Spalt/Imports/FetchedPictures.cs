using System.Globalization;
using System.Text.RegularExpressions;
using Spalt.Formats.Html;
using Spalt.Media;

namespace Spalt.Imports;

/// <summary>
/// What becomes of a page's pictures. One that was fetched stands on our own address with its size; one that was not becomes a link
/// to where it was: no page of ours makes a reader's browser ask a third party.
/// </summary>
internal sealed partial class FetchedPictures(IReadOnlyDictionary<string, MediaFile> bySource)
{
    public static readonly FetchedPictures None = new(new Dictionary<string, MediaFile>(StringComparer.Ordinal));

    /// <summary>Sources of the pictures of some HTML as our sanitiser writes it.</summary>
    public static IEnumerable<string> SourcesIn(string cleanHtml) =>
        Image().Matches(cleanHtml).Select(m => Value(Source().Match(m.Value)));

    /// <summary>The same HTML with each picture settled.</summary>
    /// <param name="linkText">What the link to a picture that was not fetched says where the picture had no alternative text.</param>
    public string Settle(string cleanHtml, string linkText)
    {
        var settled = Image().Replace(cleanHtml, match => Settle(match, linkText));

        // A picture that was a link itself would now be a link in a link.
        return ReferenceEquals(settled, cleanHtml) ? cleanHtml : HtmlSanitizer.Clean(settled, HtmlPolicy.Post);
    }

    /// <summary>The first picture of settled HTML that stands on our own address.</summary>
    public (MediaFile File, string Alt)? FirstIn(string settledHtml)
    {
        foreach (Match match in Image().Matches(settledHtml))
        {
            var source = Value(Source().Match(match.Value));
            if (bySource.Values.FirstOrDefault(f => f.Url == source) is { } file)
            {
                return (file, Value(Alternative().Match(match.Value)));
            }
        }

        return null;
    }

    private string Settle(Match match, string linkText)
    {
        var source = Value(Source().Match(match.Value));
        var alt = Alternative().Match(match.Value);
        if (bySource.TryGetValue(source, out var file))
        {
            var text = alt.Success ? alt.Groups[1].Value : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"<img src=\"{file.Url}\" alt=\"{text}\" width=\"{file.Width}\" height=\"{file.Height}\">");
        }

        var label = alt.Success && alt.Groups[1].Length > 0 ? alt.Groups[1].Value : linkText;
        return $"<a href=\"{Source().Match(match.Value).Groups[1].Value}\">{label}</a>";
    }

    private static string Value(Match attribute) => HtmlText.Plain(attribute.Groups[1].Value);

    [GeneratedRegex("<img [^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(" src=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(" alt=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
