using System.Buffers;
using System.Text;

namespace Spalt.Formats.Html;

/// <summary>The characters of a text that need a second look.</summary>
internal static class Characters
{
    private const string WhiteSpace = "\t\n\v\f\r \u0085\u2028\u2029";

    private const string Invisible = "\u00A0\u00AD\u200B\u200C\u200D\u2060\uFEFF";

    private static readonly string Controls = string.Concat(
        Enumerable.Range(0, 0xA0).Where(c => c is < ' ' or >= 0x7F).Select(c => (char)c)) + "\uFFFE\uFFFF";

    private static readonly string Surrogates = string.Concat(Enumerable.Range(0xD800, 0x800).Select(c => (char)c));

    /// <summary>Everything that is not written as it stands in running text, but for single spaces.</summary>
    public static readonly SearchValues<char> Special = SearchValues.Create(
        WhiteSpace.Replace(" ", "", StringComparison.Ordinal) + Invisible + Controls + Surrogates);

    /// <summary>What a text may not contain: XML 1.0's and HTML's control characters, and surrogates until they are paired.</summary>
    public static readonly SearchValues<char> Unfit = SearchValues.Create(
        string.Concat(Controls.Except("\t\n")) + "\u2028\u2029" + Surrogates);

    public static bool IsWhiteSpace(char c) => c is ' ' or '\n' or '\t' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether it is kept, but does not make a paragraph by itself.</summary>
    public static bool IsInvisible(char c) => Invisible.Contains(c, StringComparison.Ordinal);

    public static bool IsControl(char c) => c is < ' ' or (>= '\u007F' and < '\u00A0') or '\uFFFE' or '\uFFFF';

    /// <summary>How many characters are one: a surrogate pair is two.</summary>
    public static int Width(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    /// <summary>The text without control characters, line ends as newlines, lone surrogates as U+FFFD.</summary>
    public static ReadOnlySpan<char> Fit(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Unfit))
        {
            return text;
        }

        var fit = new StringBuilder(text.Length);
        for (var width = 0; !text.IsEmpty; text = text[width..])
        {
            var c = text[0];
            width = Width(text);
            if (width == 2)
            {
                fit.Append(text[..2]);
            }
            else if (char.IsSurrogate(c))
            {
                fit.Append('\uFFFD');
            }
            else if (c is ' ' or '\t')
            {
                fit.Append(c);
            }
            else if (IsWhiteSpace(c) && text is not ['\r', '\n', ..])
            {
                fit.Append('\n');
            }
            else if (!IsControl(c))
            {
                fit.Append(c);
            }
        }

        return fit.ToString();
    }
}
