namespace Spalt.Formats.Images;

/// <summary>GIF89a: a screen, then blocks: pictures, what is said of the next one, and extensions of which only the loop count is kept.</summary>
internal static class GifCleaner
{
    public static ExifNotes? Clean(ReadOnlySpan<byte> gif, Stream to) => Walk(gif, to) > 0 ? ExifNotes.None : null;

    /// <returns>How many pictures there are; 0 where the file is cut short or lies about its lengths.</returns>
    public static int Walk(ReadOnlySpan<byte> gif, Stream? to)
    {
        var at = gif.Length < 13 ? gif.Length : 13 + Table(gif[10]);
        if (at > gif.Length)
        {
            return 0;
        }

        to?.Write(gif[..at]);
        var pictures = 0;
        while (at < gif.Length && gif[at] != 0x3B)
        {
            int head;
            if (gif[at] == 0x2C && at + 10 < gif.Length)
            {
                // Position, size, perhaps a table of colours, the codes' first size.
                head = 10 + Table(gif[at + 9]) + 1;
                pictures++;
            }
            else if (gif[at] == 0x21 && at + 1 < gif.Length)
            {
                head = 2;
            }
            else
            {
                return 0;
            }

            var end = EndOfBlocks(gif, at + head);
            if (end < 0)
            {
                return 0;
            }

            if (IsPartOfThePicture(gif[at..end]))
            {
                to?.Write(gif[at..end]);
            }

            at = end;
        }

        // Many a file lacks the last byte; nothing shows for it.
        to?.Write([0x3B]);
        return pictures;
    }

    private static bool IsPartOfThePicture(ReadOnlySpan<byte> block) => block[0] == 0x2C || block[1] == 0xF9
        || (block[1] == 0xFF && (block[2..].StartsWith("\u000BNETSCAPE2.0"u8) || block[2..].StartsWith("\u000BANIMEXTS1.0"u8)) && block.Length <= 24);

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int EndOfBlocks(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length)
        {
            if (gif[at] == 0)
            {
                return at + 1;
            }

            at += 1 + gif[at];
        }

        return -1;
    }
}
