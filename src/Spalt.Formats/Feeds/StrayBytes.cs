using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Reads bytes that are not UTF-8 as windows-1252 and counts them.</summary>
internal sealed class StrayBytes : DecoderFallback
{
    static readonly char[] Windows1252 = [.. Enumerable.Range(0, 256).Select(b => Encoding.GetEncoding(1252).GetChars([(byte)b])[0])];

    public int Seen { get; private set; }

    // One character for each byte of the longest ill-formed sequence.
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    sealed class Buffer(StrayBytes owner) : DecoderFallbackBuffer
    {
        byte[] bytes = [];
        int next;

        public override int Remaining => bytes.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Seen += bytesUnknown.Length;
            bytes = bytesUnknown;
            next = 0;
            return bytes.Length > 0;
        }

        public override char GetNextChar() => next < bytes.Length ? Windows1252[bytes[next++]] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0)
                return false;
            next--;
            return true;
        }

        public override void Reset() => next = bytes.Length;
    }
}
