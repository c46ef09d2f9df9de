using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spalt.Formats.Html;

namespace Spalt.Posts;

/// <summary>A line of JSON, <c>{"id": any value, "html": text}</c>, in and out.</summary>
internal static partial class HtmlLine
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The line with the HTML cleaned, or null for what is no such line.</returns>
    public static string? Clean(string line)
    {
        try
        {
            using var read = JsonDocument.Parse(Escapes().Replace(line, match => match.Groups["lone"].Success ? "\\ufffd" : match.Value));
            if (read.RootElement is not { ValueKind: JsonValueKind.Object } record || !record.TryGetProperty("id", out var id)
                || !record.TryGetProperty("html", out var html) || html.ValueKind is not JsonValueKind.String)
            {
                return null;
            }

            var line8 = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(line8, Written))
            {
                writer.WriteStartObject();
                writer.WritePropertyName("id");
                id.WriteTo(writer);
                writer.WriteString("html", HtmlSanitizer.Clean(html.GetString()));
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(line8.WrittenSpan);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Half a character is allowed in JSON (RFC 8259 § 8.2), but not by who reads it here.
    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escapes();
}
