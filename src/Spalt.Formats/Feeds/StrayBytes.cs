using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Reads bytes that are not UTF-8 as windows-1252 and counts them.</summary>
internal sealed class StrayBytes : DecoderFallback
{
    private static readonly char[] Windows1252 = [.. Enumerable.Range(0, 256).Select(b => Encoding.GetEncoding(1252).GetChars([(byte)b])[0])];

    public int Seen { get; private set; }

    // One character for each byte of the longest ill-formed sequence.
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(StrayBytes owner) : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Seen += bytesUnknown.Length;
            _bytes = bytesUnknown;
            _next = 0;
            return _bytes.Length > 0;
        }

        public override char GetNextChar() => _next < _bytes.Length ? Windows1252[_bytes[_next++]] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset() => _next = _bytes.Length;
    }
}
