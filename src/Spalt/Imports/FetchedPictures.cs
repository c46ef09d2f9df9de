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
    /// <param name="pictureText">What a link to a picture that was not fetched is called, before its alternative text.</param>
    /// <param name="lost">Gets the sources of those of which nothing could be kept.</param>
    public string Settle(string cleanHtml, string pictureText, ICollection<string> lost)
    {
        if (!cleanHtml.Contains("<img ", StringComparison.Ordinal))
        {
            return cleanHtml;
        }

        var settled = Picture().Replace(cleanHtml, match => Settle(match, pictureText, lost));
        return HtmlSanitizer.Clean(Alone().Replace(Empty().Replace(settled, ""), "<figure>$1</figure>"), HtmlPolicy.Post);
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

    private string Settle(Match match, string pictureText, ICollection<string> lost)
    {
        var image = match.Groups["image"].Value;
        var source = Source().Match(image).Groups[1].Value;
        var alt = Alternative().Match(image).Groups[1].Value;
        if (bySource.TryGetValue(HtmlText.Plain(source), out var file))
        {
            var ours = string.Create(
                CultureInfo.InvariantCulture, $"<img src=\"{file.Url}\" alt=\"{alt}\" width=\"{file.Width}\" height=\"{file.Height}\">");
            return match.Value.Replace(image, ours, StringComparison.Ordinal);
        }

        // What a small picture led to is the same in full; a link in a link there cannot be.
        var full = match.Groups["to"].Value;
        var target = LooksLikePicture().IsMatch(full) ? full : source;
        if (!target.StartsWith("http", StringComparison.Ordinal))
        {
            lost.Add(HtmlText.Plain(source));
            return "";
        }

        return $"<a href=\"{target}\" class=\"picture\">{pictureText}{(alt.Length > 0 ? ": " : "")}{alt}</a>";
    }

    private static string Value(Match attribute) => HtmlText.Plain(attribute.Groups[1].Value);

    /// <summary>A picture, with the link that holds nothing else.</summary>
    [GeneratedRegex("<a [^>]*?href=\"(?<to>[^\"]*)\"[^>]*>\\s*(?<image><img [^>]*>)\\s*</a>|(?<image><img [^>]*>)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture();

    [GeneratedRegex("^https?://[^?#]*[.](jpe?g|png|gif|webp|avif|bmp|svg)([?#]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LooksLikePicture();

    /// <summary>A paragraph of which nothing is left.</summary>
    [GeneratedRegex("<p>\\s*</p>|<figure[^>]*>\\s*</figure>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Empty();

    /// <summary>A paragraph that is a link to a picture and nothing else.</summary>
    [GeneratedRegex("<p>\\s*(?<1><a href=\"[^\"]*\" class=\"picture\">[^<]*</a>)\\s*</p>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex("<img [^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(" src=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(" alt=\"(?<1>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
