using System.Collections.Frozen;
using System.Text;

namespace Spalt.Formats.Archives;

/// <summary>windows-1252 both ways; the five bytes it leaves open stand for themselves (WHATWG Encoding).</summary>
internal static class Windows1252
{
    private static readonly string Table = BuildTable();
    private static readonly FrozenDictionary<char, byte> Back = Table.Select((c, i) => (c, i)).ToFrozenDictionary(p => p.c, p => (byte)p.i);

    public static char Decode(byte value) => Table[value];

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
        {
            text.Append(Table[value]);
        }

        return text.ToString();
    }

    /// <summary>The byte of a character; the C1 controls, which windows-1252 has none for, as ISO 8859-1 has them.</summary>
    public static bool TryEncode(char value, out byte code)
    {
        if (Back.TryGetValue(value, out code))
        {
            return true;
        }

        code = (byte)value;
        return value is >= '\u0080' and < '\u00A0';
    }

    private static string BuildTable()
    {
        const string high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
        return string.Create(256, high, static (span, eighties) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = i is >= 0x80 and < 0xA0 ? eighties[i - 0x80] : (char)i;
            }
        });
    }
}
