using System.Text;

namespace Spalt.Formats;

/// <summary>Text from outside that belongs on one line: a headline, a name.</summary>
public static class TextLine
{
    /// <summary>White space, control characters and U+FFFE, U+FFFF, which no text holds, become single spaces; those that turn the direction are left out; half a surrogate pair, which no database takes, U+FFFD.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        Span<char> utf16 = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (TurnsText(rune))
            {
                continue;
            }

            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
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

    /// <summary>The same, cut where it is longer, never within a character.</summary>
    public static string Cut(string text, int longest)
    {
        var line = Of(text);
        return line.Length <= longest ? line : line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }

    /// <summary>The controls that turn the direction of what follows, beyond the line's end too (Unicode Annex 9 §2): no name needs them.</summary>
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
