using System.Text;
using System.Text.Unicode;

namespace Spalt.Formats.Feeds;

/// <summary>Finds the character encoding of a document and decodes it (RFC 7303, section 3, and what the web really sends).</summary>
/// <remarks>
/// In order: the byte order mark or the zero bytes of UTF-16/32; the charset of Content-Type; the XML declaration; UTF-8. A charset that the
/// bytes contradict is passed over: a label for an eight-bit set on bytes that are well-formed UTF-8 is a server's default, not the author's
/// word. Bytes that fit nothing are read as UTF-8 with each stray byte as windows-1252, which also reads text that is windows-1252 throughout.
/// </remarks>
internal static class FeedEncoding
{
    private const int Prologue = 1024;

    static FeedEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static (string Text, string Name) Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (ByShape(body) is var (wide, skip))
        {
            return (Text(wide, body[skip..]), NameOf(wide));
        }

        var ascii = Ascii.IsValid(body);
        var type = contentType.AsSpan().Trim();
        var charset = CharsetOf(type);
        // RFC 3023 said so; RFC 7303 took it back, and we believe it only where it can do no harm.
        if (charset is null && ascii && type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !IsPlainText(type))
        {
            return (Encoding.ASCII.GetString(body), "us-ascii");
        }

        string?[] labels = [charset, DeclaredIn(body[..Math.Min(body.Length, Prologue)])];
        var wellFormed = !ascii && Utf8.IsValid(body);
        Encoding? second = null;
        foreach (var label in labels)
        {
            if (ByLabel(label) is not var (encoding, name) || (wellFormed && encoding.IsSingleByte))
            {
                continue;
            }

            if (Strictly(encoding, body) is { } text)
            {
                return (text, name);
            }

            second ??= encoding is UTF8Encoding or ASCIIEncoding ? null : encoding;
        }

        return wellFormed || ascii || second is null ? AsUtf8(body) : (Text(second, body), second.WebName);
    }

    private static bool IsPlainText(ReadOnlySpan<char> type) => type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase);

    private static (string Text, string Name) AsUtf8(ReadOnlySpan<byte> body)
    {
        var strays = new StrayBytes();
        var text = Text(Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, strays), body);
        // A sequence of UTF-8 makes fewer characters than bytes, a stray byte makes one of one: as many of each means there is no sequence.
        return (text, strays.Seen > 0 && text.Length == body.Length ? "windows-1252" : "utf-8");
    }

    private static string Text(Encoding encoding, ReadOnlySpan<byte> bytes) => encoding.GetString(bytes);

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> body)
    {
        try
        {
            return Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static (Encoding Encoding, int Skip)? ByShape(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new StrayBytes()), 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0, 0, 0, not 0, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 0),
        [not 0, 0, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 0),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        _ => null,
    };

    private static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => "utf-8",
    };

    /// <summary>The encoding of a label, widened as the web widens it (Encoding Standard, section 4.2); null for one unknown or contradicted by the bytes' shape.</summary>
    private static (Encoding Encoding, string Name)? ByLabel(string? label)
    {
        if (label is null)
        {
            return null;
        }

        var name = label.Trim().ToLowerInvariant().Replace('_', '-');
        var (wider, shown) = name switch
        {
            "utf8" or "utf-8" => ("utf-8", "utf-8"),
            "latin1" or "latin-1" or "iso-8859-1" or "iso8859-1" => ("windows-1252", "iso-8859-1"),
            "ascii" or "us-ascii" => ("us-ascii", "us-ascii"),
            "iso-8859-9" => ("windows-1254", name),
            "gb2312" or "gbk" or "gb18030" => ("gb18030", "gb18030"),
            "shift-jis" or "sjis" or "x-sjis" => ("shift_jis", "shift_jis"),
            "ks-c-5601-1987" => ("euc-kr", "euc-kr"),
            _ => (name, name),
        };
        try
        {
            var encoding = Encoding.GetEncoding(wider);
            // Utf-16 and utf-32 would have shown in the first bytes; utf-7 and ebcdic are not for the web.
            return encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 65000 ? null : (encoding, shown);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? CharsetOf(ReadOnlySpan<char> contentType)
    {
        while (contentType.IndexOf(';') is >= 0 and var at)
        {
            contentType = contentType[(at + 1)..].Trim();
            if (!contentType.StartsWith("charset", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var value = contentType["charset".Length..].TrimStart();
            if (value is not ['=', ..])
            {
                continue;
            }

            value = value[1..];
            var end = value.IndexOf(';');
            value = (end < 0 ? value : value[..end]).Trim(" \t\"'");
            return value.IsEmpty ? null : value.ToString();
        }

        return null;
    }

    private static string? DeclaredIn(ReadOnlySpan<byte> prologue)
    {
        var start = prologue.IndexOf("<?xml"u8);
        var end = prologue.IndexOf("?>"u8);
        if (start < 0 || end < start)
        {
            return null;
        }

        var declaration = Encoding.Latin1.GetString(prologue[start..end]);
        var at = declaration.IndexOf("encoding", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var value = declaration.AsSpan(at + "encoding".Length).TrimStart(" \t\r\n=");
        if (value is not ['"' or '\'', ..])
        {
            return null;
        }

        var close = value[1..].IndexOf(value[0]);
        return close <= 0 ? null : value.Slice(1, close).ToString();
    }
}
