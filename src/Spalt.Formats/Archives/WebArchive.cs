using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives;

/// <summary>
/// A page that a browser saved as one file (MHTML, RFC 2557): a message of parts (RFC 2045, 2046), of which the first HTML is
/// the page, and the others are what it shows.
/// </summary>
internal sealed partial class WebArchive
{
    private const int Deepest = 5;
    private const int MostParts = 5000;
    private const int LongestHead = 64 * 1024;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _pictures = new(StringComparer.Ordinal);
    private int _parts;

    private WebArchive()
    {
    }

    /// <summary>Null where the message holds no HTML.</summary>
    public ReadOnlyMemory<byte>? Html { get; private set; }

    /// <summary>What the HTML is written in, if the message says so.</summary>
    public string? Charset { get; private set; }

    /// <summary>Where the page was.</summary>
    public string? Address { get; private set; }

    /// <summary>By their absolute addresses.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Pictures => _pictures;

    /// <summary>Null for anything that is no such message.</summary>
    public static WebArchive? TryRead(ReadOnlyMemory<byte> bytes)
    {
        bytes = bytes[(bytes.Length - bytes.Span.TrimStart("\r\n\uFEFF"u8).Length)..];
        if (Head(bytes, out ReadOnlyMemory<byte> body) is not { } head || !head.ContainsKey("MIME-Version") || !head.ContainsKey("Content-Type"))
        {
            return null;
        }

        var archive = new WebArchive { Address = Web(head.GetValueOrDefault("Snapshot-Content-Location")) };
        archive.Take(head, body, depth: 0);
        return archive;
    }

    private void Take(Dictionary<string, string> head, ReadOnlyMemory<byte> body, int depth)
    {
        string type = head.GetValueOrDefault("Content-Type") ?? "";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && Parameter(type, "boundary") is { } boundary)
        {
            if (depth < Deepest)
            {
                TakeParts(body, Encoding.Latin1.GetBytes("--" + boundary), depth);
            }

            return;
        }

        string? address = Web(head.GetValueOrDefault("Content-Location"));
        if (Html is null && (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase)))
        {
            Html = Decode(head, body);
            Charset = Parameter(type, "charset");
            Address = address ?? Address;
        }
        else if (address is not null && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            _pictures.TryAdd(address, Decode(head, body));
        }
    }

    /// <summary>The parts between the lines that begin with the boundary; a closing line may be missing.</summary>
    private void TakeParts(ReadOnlyMemory<byte> body, byte[] boundary, int depth)
    {
        int start = -1;
        for (int line = 0; line < body.Length && _parts < MostParts;)
        {
            ReadOnlySpan<byte> rest = body.Span[line..];
            int end = rest.IndexOf((byte)'\n') is >= 0 and var length ? line + length + 1 : body.Length;
            if (rest.StartsWith(boundary))
            {
                if (start >= 0)
                {
                    TakePart(body[start..line], depth);
                }

                start = end;
                if (rest[boundary.Length..].StartsWith("--"u8))
                {
                    return;
                }
            }

            line = end;
        }

        if (start >= 0 && start < body.Length)
        {
            TakePart(body[start..], depth);
        }
    }

    private void TakePart(ReadOnlyMemory<byte> part, int depth)
    {
        _parts++;
        if (Head(part, out ReadOnlyMemory<byte> body) is { } head)
        {
            Take(head, body, depth + 1);
        }
    }

    /// <summary>The fields above the first empty line, unfolded; null where something else than a field stands among them.</summary>
    private static Dictionary<string, string>? Head(ReadOnlyMemory<byte> part, out ReadOnlyMemory<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        body = default;
        for (int at = 0; at < Math.Min(part.Length, LongestHead);)
        {
            ReadOnlySpan<byte> rest = part.Span[at..];
            int length = rest.IndexOf((byte)'\n') is >= 0 and var found ? found + 1 : rest.Length;
            at += length;
            if (length > LongestHead)
            {
                return null;
            }

            string line = Encoding.Latin1.GetString(rest[..length]).TrimEnd();
            if (line.Length == 0)
            {
                body = part[at..];
                return fields;
            }

            if (line[0] is ' ' or '\t' && last is not null)
            {
                // What folds an address is no part of it (RFC 2557 §4.4.2).
                fields[last] += (last.EndsWith("Content-Location", StringComparison.OrdinalIgnoreCase) ? "" : " ") + line.Trim();
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(" \t<>"))
            {
                return null;
            }

            last = line[..colon];
            fields[last] = line[(colon + 1)..].Trim();
        }

        return null;
    }

    private static ReadOnlyMemory<byte> Decode(Dictionary<string, string> head, ReadOnlyMemory<byte> body) =>
        head.GetValueOrDefault("Content-Transfer-Encoding")?.Trim().ToUpperInvariant() switch
        {
            "BASE64" => FromBase64(body.Span),
            "QUOTED-PRINTABLE" => FromQuotedPrintable(body.Span),
            _ => body,
        };

    /// <summary>As much as is sound.</summary>
    private static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        Base64.DecodeFromUtf8(text, bytes, out _, out int written);
        return bytes[..written];
    }

    /// <summary>RFC 2045 §6.7; an equals sign that stands for nothing stands for itself.</summary>
    private static byte[] FromQuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        int written = 0;
        int at = 0;
        while (at < text.Length)
        {
            ReadOnlySpan<byte> rest = text[at..];
            int length = rest switch
            {
                [(byte)'=', (byte)'\r', (byte)'\n', ..] => 3,
                [(byte)'=', (byte)'\n', ..] => 2,
                [(byte)'=', var high, var low, ..] when char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low) => 3,
                _ => 1,
            };
            bool isBreak = length > 1 && rest[length - 1] == '\n';
            if (!isBreak)
            {
                bytes[written++] = length == 1 ? rest[0] : byte.Parse(rest[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }

            at += length;
        }

        return bytes[..written];
    }

    private static string? Web(string? address) =>
        WebAddress.Of(address?.Trim())?.AbsoluteUri;

    private static string? Parameter(string field, string name)
    {
        if (field.Length > 2000)
        {
            return null;
        }

        return Parameters().Matches(field).FirstOrDefault(match => match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;
    }

    [GeneratedRegex("""[;\s](?<name>[a-z]{1,40})\s{0,5}=\s{0,5}("(?<value>[^"]{1,200})"|(?<value>[^\s;"]{1,200}))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Parameters();
}
