using System.Security.Cryptography;
using System.Text;

namespace Spalt.Moderation.Rules;

/// <summary>What the rules keep of a comment, to know it again and to sort it by.</summary>
public sealed class CommentPrint
{
    /// <summary>Who says <i>Håller med!</i> says it twice.</summary>
    private const int FewestLetters = 40;
    private const int Length = 16;

    private CommentPrint()
    {
    }

    public CommentPrint(long commentId, long networkId, Ruling ruling, DateTimeOffset at)
    {
        (CommentId, NetworkId, At) = (commentId, networkId, at);
        Take(ruling);
    }

    public long CommentId { get; private set; }

    public long NetworkId { get; private set; }

    /// <summary>16 bytes of SHA-256 over its letters and digits; null for a short text.</summary>
    public byte[]? Print { get; private set; }

    /// <summary>What the newsroom's own decisions said of it when it was written, from 0 (fine) to 1; null while there were too few.</summary>
    public double? Score { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Take(Ruling ruling) => (Print, Score) = (ruling.Print, ruling.Score);

    /// <summary>The same for texts that differ in case, spaces and signs only.</summary>
    public static byte[]? Of(string plain)
    {
        var letters = string.Concat(plain.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return letters.Length < FewestLetters ? null : SHA256.HashData(Encoding.UTF8.GetBytes(letters))[..Length];
    }
}
