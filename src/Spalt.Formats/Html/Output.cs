using System.Buffers;

namespace Spalt.Formats.Html;

/// <summary>
/// A growing text that can be cut back, and given a tag in the middle. Writes character data so that an HTML parser
/// reads the same characters again.
/// </summary>
internal sealed class Output(int capacity)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"\t\n\r\f");

    private char[] _text = ArrayPool<char>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public bool EndsWith(ReadOnlySpan<char> end) => _text.AsSpan(0, Length).EndsWith(end);

    public void Cut(int length) => Length = length;

    public void Markup(ReadOnlySpan<char> markup)
    {
        Grow(markup.Length);
        markup.CopyTo(_text.AsSpan(Length));
        Length += markup.Length;
    }

    public void Insert(int at, ReadOnlySpan<char> markup)
    {
        Grow(markup.Length);
        _text.AsSpan(at, Length - at).CopyTo(_text.AsSpan(at + markup.Length));
        markup.CopyTo(_text.AsSpan(at));
        Length += markup.Length;
    }

    public void Remove(int at, int length)
    {
        _text.AsSpan(at + length, Length - at - length).CopyTo(_text.AsSpan(at));
        Length -= length;
    }

    /// <summary>Writes text without control characters or lone surrogates.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            Markup(text[..at]);
            Markup(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => text.Slice(at, 1),
            });
            text = text[(at + 1)..];
        }

        Markup(text);
    }

    /// <summary>Writes <c> name="value"</c>.</summary>
    public void Attribute(string name, ReadOnlySpan<char> value)
    {
        Markup(" ");
        Markup(name);
        Markup("=\"");
        for (var at = value.IndexOfAny(Escaped); at >= 0; at = value.IndexOfAny(Escaped))
        {
            Markup(value[..at]);
            Markup(value[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => " ",
            });
            value = value[(at + 1)..];
        }

        Markup(value);
        Markup("\"");
    }

    /// <summary>The text; the output must not be used after it.</summary>
    public string Finish()
    {
        var text = new string(_text, 0, Length);
        ArrayPool<char>.Shared.Return(_text);
        return text;
    }

    private void Grow(int by)
    {
        if (Length + by <= _text.Length)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + by, _text.Length * 2));
        _text.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }
}
