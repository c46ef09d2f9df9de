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

    private readonly Dictionary<string, MediaFile> _byUrl = bySource.Values.DistinctBy(f => f.Url, StringComparer.Ordinal).ToDictionary(f => f.Url, StringComparer.Ordinal);

    /// <summary>Sources of the pictures of some HTML as our sanitiser writes it.</summary>
    public static IEnumerable<string> SourcesIn(string cleanHtml) =>
        Image().Matches(cleanHtml).Select(m => Value(Source().Match(m.Value)));

    /// <summary>The same HTML with each picture settled.</summary>
    /// <param name="pictureText">What stands for a picture that was not fetched where it had no alternative text.</param>
    public string Settle(string cleanHtml, string pictureText)
    {
        if (!cleanHtml.Contains("<img ", StringComparison.Ordinal))
        {
            return cleanHtml;
        }

        // A picture that was a link itself would now be a link in a link.
        return HtmlSanitizer.Clean(Image().Replace(cleanHtml, match => Settle(match, pictureText)), HtmlPolicy.Post);
    }

    /// <summary>The first picture of settled HTML that stands on our own address.</summary>
    public (MediaFile File, string Alt)? FirstIn(string settledHtml)
    {
        if (_byUrl.Count == 0)
        {
            return null;
        }

        foreach (var image in Image().Matches(settledHtml).Select(match => match.Value))
        {
            if (_byUrl.TryGetValue(Value(Source().Match(image)), out var file))
            {
                return (file, Value(Alternative().Match(image)));
            }
        }

        return null;
    }

    private string Settle(Match match, string pictureText)
    {
        var source = Source().Match(match.Value);
        var alt = Alternative().Match(match.Value).Groups[1].Value;
        if (bySource.TryGetValue(Value(source), out var file))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"<img src=\"{file.Url}\" alt=\"{alt}\" width=\"{file.Width}\" height=\"{file.Height}\">");
        }

        // An address that only the old page could complete leads nowhere from here.
        var label = alt.Length > 0 ? alt : pictureText;
        return Value(source).StartsWith("http", StringComparison.Ordinal) ? $"<a href=\"{source.Groups[1].Value}\">{label}</a>" : label;
    }

    private static string Value(Match attribute) => HtmlText.Plain(attribute.Groups[1].Value);

    [GeneratedRegex("<img [^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(" src=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(" alt=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
