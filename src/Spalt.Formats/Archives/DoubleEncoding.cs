using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spalt.Formats.Archives;

/// <summary>
/// UTF-8 that was read as windows-1252 and encoded again: "vÃ¤g". It is undone line by line, where a line holds such pairs
/// and no other letter outside ASCII: a text that writes about the fault is in Swedish, and so has proper letters beside it.
/// </summary>
internal static class DoubleEncoding
{
    public static string Undo(string text, List<SavedPageWarning> warnings)
    {
        if (text.AsSpan().IndexOfAny('Ã', 'â', 'Â') < 0)
        {
            return text;
        }

        int undone = 0;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = UndoLine(lines[i], ref undone);
        }

        if (undone == 0)
        {
            return text;
        }

        warnings.Add(new(SavedPageWarningKind.DoubleEncodingUndone, undone.ToString(CultureInfo.InvariantCulture)));
        return string.Join('\n', lines);
    }

    private static string UndoLine(string line, ref int undone)
    {
        if (line.AsSpan().IndexOfAny('Ã', 'â', 'Â') < 0)
        {
            return line;
        }

        var fixedLine = new StringBuilder(line.Length);
        int letters = 0;
        for (int i = 0; i < line.Length;)
        {
            if (line[i] >= 0x80 && TrySequence(line.AsSpan(i), out Rune rune, out int length))
            {
                fixedLine.Append(rune.ToString());
                letters++;
                i += length;
                continue;
            }
            if (line[i] >= 0x80 && char.IsLetter(line[i]))
            {
                return line;
            }

            fixedLine.Append(line[i++]);
        }
        undone += letters;
        return letters > 0 ? fixedLine.ToString() : line;
    }

    /// <summary>Two or three characters that are the bytes of a Latin-1 character or of typographic punctuation.</summary>
    private static bool TrySequence(ReadOnlySpan<char> text, out Rune rune, out int length)
    {
        Span<byte> bytes = stackalloc byte[3];
        int count = 0;
        while (count < 3 && count < text.Length && Windows1252.TryEncode(text[count], out byte code))
        {
            bytes[count++] = code;
        }

        return Rune.DecodeFromUtf8(bytes[..count], out rune, out length) == OperationStatus.Done && length > 1
            && rune.Value is (>= 0xA0 and <= 0xFF) or (>= 0x2010 and <= 0x203A) or 0x20AC;
    }
}
