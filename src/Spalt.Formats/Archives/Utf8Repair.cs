using System.Buffers;
using System.Text;

namespace Spalt.Formats.Archives;

/// <summary>UTF-8 among which single bytes of windows-1252 were left: each is read as what it was.</summary>
internal static class Utf8Repair
{
    /// <summary>How many characters of more than one byte there are, and how many bytes belong to none.</summary>
    public static (int Sequences, int Strays) Count(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, strays = 0;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            bool valid = Rune.DecodeFromUtf8(bytes, out _, out int length) == OperationStatus.Done;
            if (valid)
            {
                sequences++;
            }
            else
            {
                strays++;
            }

            bytes = bytes[(valid ? length : 1)..];
        }
        return (sequences, strays);
    }

    /// <param name="mostlyStray">
    /// The text is windows-1252 with a little UTF-8 in it: then "Å”" is not taken for "Ŕ"; only the lead bytes of Latin-1
    /// letters (Â, Ã) and of three bytes and more are.
    /// </param>
    public static string Decode(ReadOnlySpan<byte> bytes, bool mostlyStray)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done
                && !(mostlyStray && length == 2 && bytes[0] is not (0xC2 or 0xC3));
            if (valid)
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append(Windows1252.Decode(bytes[0]));
            }

            bytes = bytes[(valid ? length : 1)..];
        }
        return text.ToString();
    }
}
