using System.Buffers;
using System.Text;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Leaves out what no XML document may hold (XML 1.0, production 2 Char): most control characters, lone surrogates, U+FFFE and U+FFFF.</summary>
internal static class XmlCharacters
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    /// <summary>The text itself where nothing is wrong with it, which is nearly always.</summary>
    public static string Clean(string text) => MayBeWrong(text) ? Filter(text) : text;

    private static bool MayBeWrong(ReadOnlySpan<char> text) =>
        text.ContainsAny(Controls) || text.ContainsAnyInRange('\uD800', '\uDFFF') || text.ContainsAnyInRange('\uFFFE', '\uFFFF');

    private static string Filter(string text)
    {
        var kept = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var length) is OperationStatus.Done;
            if (whole && rune.Value is not (0xFFFE or 0xFFFF) && !(rune.IsBmp && Controls.Contains((char)rune.Value)))
            {
                kept.Append(rest[..length]);
            }

            rest = rest[length..];
        }

        return kept.ToString();
    }
}
