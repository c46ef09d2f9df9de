using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives;

internal sealed record DecodedPage(string Text, string Encoding, List<SavedPageWarning> Warnings)
{
    /// <summary>Where the page was, if the file says so beside the text.</summary>
    public string? Address { get; init; }
}

/// <summary>
/// Bytes to text: a byte order mark decides; then valid UTF-8; then what <c>&lt;meta charset&gt;</c> claims; then windows-1252.
/// UTF-8 with stray bytes is repaired byte by byte. Line ends become LF, other control characters (which XML forbids) spaces.
/// </summary>
internal static partial class PageDecoder
{
    private const int MetaReach = 4096;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="charset">What the bytes were sent as, which counts for more than what the text itself claims.</param>
    /// <exception cref="SavedPageException">Empty, or no text.</exception>
    public static DecodedPage Decode(ReadOnlySpan<byte> bytes, string? charset = null)
    {
        var warnings = new List<SavedPageWarning>();
        (string text, string encoding) = Read(bytes, charset, warnings);
        text = ControlCharacters().Replace(DoubleEncoding.Undo(text, warnings).ReplaceLineEndings("\n"), " ");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw SavedPageException.Empty();
        }

        return new DecodedPage(text, encoding, warnings);
    }

    private static (string Text, string Encoding) Read(ReadOnlySpan<byte> bytes, string? charset, List<SavedPageWarning> warnings)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return ReadUtf8(bytes[3..], null, warnings);
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
        {
            return (Encoding.Unicode.GetString(bytes[2..]), "utf-16le");
        }

        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return (Encoding.BigEndianUnicode.GetString(bytes[2..]), "utf-16be");
        }

        if (bytes.Contains((byte)0))
        {
            throw SavedPageException.NotText();
        }

        string? claim = charset is null ? Claim(bytes) : NameOf(charset);
        if (claim is null or "utf-8" || IsUtf8(bytes))
        {
            return ReadUtf8(bytes, claim, warnings);
        }

        Encoding? claimed = CodePagesEncodingProvider.Instance.GetEncoding(claim);
        return claimed is null ? ReadUtf8(bytes, claim, warnings) : (claimed.GetString(bytes), claim);
    }

    /// <summary>The charset in the page's head.</summary>
    private static string? Claim(ReadOnlySpan<byte> bytes)
    {
        Match meta = MetaCharset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaReach)]));
        return meta.Success ? NameOf(meta.Groups["name"].Value) : null;
    }

    /// <summary>The name that browsers take it for (WHATWG Encoding § 4.2).</summary>
    private static string NameOf(string charset)
    {
        string name = charset.ToLowerInvariant();
        return name switch
        {
            "utf8" or "utf-8" or "utf-16" or "utf-16le" or "utf-16be" => "utf-8",
            "iso-8859-1" or "latin1" or "latin-1" or "iso8859-1" or "us-ascii" or "ascii" or "cp1252" => "windows-1252",
            _ => name,
        };
    }

    private static (string Text, string Encoding) ReadUtf8(ReadOnlySpan<byte> bytes, string? claim, List<SavedPageWarning> warnings)
    {
        (int sequences, int strays) = Utf8Repair.Count(bytes);
        if (strays > 0 && sequences == 0)
        {
            if (claim is not null)
            {
                warnings.Add(new(SavedPageWarningKind.CharsetClaimIsWrong, claim));
            }

            return (Windows1252.Decode(bytes), "windows-1252");
        }
        if (claim is not (null or "utf-8") && sequences > 0)
        {
            warnings.Add(new(SavedPageWarningKind.CharsetClaimIsWrong, claim));
        }

        if (strays == 0)
        {
            return (Encoding.UTF8.GetString(bytes), "utf-8");
        }

        warnings.Add(new(SavedPageWarningKind.BrokenUtf8Repaired, strays.ToString(CultureInfo.InvariantCulture)));
        return (Utf8Repair.Decode(bytes, mostlyStray: strays > sequences), strays > sequences ? "windows-1252" : "utf-8");
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetCharCount(bytes) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]", RegexOptions.CultureInvariant, PagePattern.Timeout)]
    private static partial Regex ControlCharacters();

    [GeneratedRegex("""<meta\b[^>]{0,200}?\bcharset\s{0,5}=\s{0,5}["']?\s{0,5}(?<name>[A-Za-z0-9_:.-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex MetaCharset();
}
