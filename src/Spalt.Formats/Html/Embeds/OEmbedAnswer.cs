using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Formats.Html.Embeds;

/// <summary>The little that is believed of what an oEmbed endpoint answers (oembed.com §2.3): its HTML is never shown, only the address of the frame in it is kept.</summary>
/// <param name="Title">Plain text of one line.</param>
/// <param name="Frame">Address of the one frame that the HTML is; null for any other HTML, and where its host is not allowed.</param>
public sealed record OEmbedAnswer(string? Title, string? Frame, EmbedShape Shape)
{
    private const int LongestTitle = 200;
    private const int LongestHtml = 8192;
    private const int LongestFrame = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <param name="json">Whatever came.</param>
    /// <param name="hosts">Whose frames may be shown.</param>
    /// <returns>Null for what is no answer.</returns>
    public static OEmbedAnswer? Read(ReadOnlyMemory<byte> json, IReadOnlyCollection<string> hosts)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var answer = document.RootElement;
            return answer.ValueKind is JsonValueKind.Object
                ? new(OneLine(Text(answer, "title")), FrameIn(Text(answer, "html"), hosts), ShapeOf(Text(answer, "type"), Number(answer, "width"), Number(answer, "height"))) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is no JSON error, but no text either.
            return null;
        }
    }

    /// <summary>Whether an address may stand in a frame: https on its usual port, of one of these hosts, without a user's name.</summary>
    public static bool IsAllowed(string frame, IReadOnlyCollection<string> hosts) =>
        Uri.TryCreate(frame, UriKind.Absolute, out var uri) && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && hosts.Contains(uri.IdnHost.ToLowerInvariant(), StringComparer.Ordinal);

    private static string? OneLine(string? said)
    {
        var line = string.Join(' ', string.Concat((said ?? "").Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var cut = line.Length > LongestTitle ? line[..LongestTitle].TrimEnd() : line;
        return cut.Length == 0 ? null : char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }

    private static string? FrameIn(string? html, IReadOnlyCollection<string> hosts)
    {
        if (html is not { Length: > 0 and <= LongestHtml })
        {
            return null;
        }

        var document = new HtmlParser().ParseDocument("<!doctype html><html><head></head><body></body></html>");
        var nodes = new HtmlParser().ParseFragment(html, document.Body!).Where(n => n is not IText { TextContent: var text } || !string.IsNullOrWhiteSpace(text)).ToList();
        return nodes is [IElement { LocalName: "iframe" } frame] && frame.GetAttribute("src")?.Trim() is { Length: <= LongestFrame } source && IsAllowed(source, hosts)
            ? new Uri(source).AbsoluteUri : null;
    }

    private static EmbedShape ShapeOf(string? type, double width, double height) => (type, width > 0 && height > 0) switch
    {
        ("video", false) => EmbedShape.Wide,
        ("video", true) => (width / height) switch { > 1.55 => EmbedShape.Wide, > 1.15 => EmbedShape.Standard, > 0.8 => EmbedShape.Square, _ => EmbedShape.Tall },
        _ => height is > 0 and <= 240 ? EmbedShape.Low : EmbedShape.Post,
    };

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>0 for anything that is no number, such as <c>100%</c>.</summary>
    private static double Number(JsonElement answer, string name) => !answer.TryGetProperty(name, out var value) ? 0
        : value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : value.ValueKind is JsonValueKind.String && ushort.TryParse(value.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var written) ? written : 0;
}
