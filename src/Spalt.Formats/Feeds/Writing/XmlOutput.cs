using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Writes the few kinds of XML that our documents are made of straight to UTF-8. Names and markup are given as finished bytes.</summary>
internal sealed class XmlOutput(IBufferWriter<byte> to)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"\r");

    public void Raw(ReadOnlySpan<byte> markup) => to.Write(markup);

    /// <summary><c>&lt;name&gt;text&lt;/name&gt;</c></summary>
    public void Element(ReadOnlySpan<byte> name, string text)
    {
        Open(name);
        Text(text);
        Close(name);
    }

    public void Element(ReadOnlySpan<byte> name, int number)
    {
        Open(name);
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        Raw(digits[..length]);
        Close(name);
    }

    /// <param name="name">The element's.</param>
    /// <param name="at">Written in UTC.</param>
    /// <param name="format"><see cref="XmlDates"/>.</param>
    public void Element(ReadOnlySpan<byte> name, DateTimeOffset at, string format)
    {
        Open(name);
        Date(at, format);
        Close(name);
    }

    public void Date(DateTimeOffset at, string format)
    {
        Span<byte> date = stackalloc byte[40];
        at.UtcDateTime.TryFormat(date, out var length, format, CultureInfo.InvariantCulture);
        Raw(date[..length]);
    }

    /// <summary>An element whose content is markup in one CDATA section, or several where it holds the mark that ends one.</summary>
    public void CData(ReadOnlySpan<byte> name, string markup)
    {
        Open(name);
        Raw("<![CDATA["u8);
        var rest = XmlCharacters.Clean(markup).AsSpan();
        while (rest.IndexOf("]]>") is >= 0 and var end)
        {
            Encoding.UTF8.GetBytes(rest[..(end + 2)], to);
            Raw("]]><![CDATA["u8);
            rest = rest[(end + 2)..];
        }

        Encoding.UTF8.GetBytes(rest, to);
        Raw("]]>"u8);
        Close(name);
    }

    /// <summary>Escapes for content and for attributes in double quotes alike.</summary>
    public void Text(string text)
    {
        var rest = XmlCharacters.Clean(text).AsSpan();
        while (rest.IndexOfAny(Special) is >= 0 and var at)
        {
            Encoding.UTF8.GetBytes(rest[..at], to);
            Raw(rest[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                _ => "&#13;"u8,
            });
            rest = rest[(at + 1)..];
        }

        Encoding.UTF8.GetBytes(rest, to);
    }

    private void Open(ReadOnlySpan<byte> name)
    {
        Raw("<"u8);
        Raw(name);
        Raw(">"u8);
    }

    private void Close(ReadOnlySpan<byte> name)
    {
        Raw("</"u8);
        // A name may come with attributes; only the first word is said again.
        Raw(name.IndexOf((byte)' ') is >= 0 and var space ? name[..space] : name);
        Raw(">\n"u8);
    }
}

/// <summary>Formats of dates, all of UTC instants.</summary>
internal static class XmlDates
{
    /// <summary>RFC 822 with a year of four digits, as RSS 2.0 wants it.</summary>
    public const string Rfc822 = "R";

    /// <summary>RFC 3339, which is also XML Schema's dateTime and W3C's.</summary>
    public const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
