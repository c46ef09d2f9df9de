using System.Text;

namespace Spalt.Imports;

/// <summary>Text of a foreign page that belongs on one line: a headline, a name.</summary>
internal static class TextLine
{
    /// <summary>White space and control characters become single spaces; half a surrogate pair, which no database takes, U+FFFD.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        Span<char> utf16 = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                line.Append(utf16[..rune.EncodeToUtf16(utf16)]);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
