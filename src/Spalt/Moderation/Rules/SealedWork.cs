using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Spalt.Moderation.Rules;

/// <summary>
/// Work that a browser does for the seal of a form (<see cref="FormTimes"/>): a number such that SHA-256 of <c>SEAL:NUMBER</c> begins with so many zero bits. Each bit
/// doubles what it costs to find one; to look at it costs one hash.
/// </summary>
internal static class SealedWork
{
    /// <summary>Digits of the largest number that a script counts exactly.</summary>
    private const int LongestNumber = 16;

    private const int LengthOfMark = 16;

    /// <param name="number">As it came with the form; empty where none did.</param>
    /// <param name="bits">At most 32.</param>
    public static bool IsDone(string seal, string number, int bits) =>
        number.Length is > 0 and <= LongestNumber && number.All(char.IsAsciiDigit)
        && BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seal}:{number}")))) >= bits;

    /// <summary>By which a seal is known again that counted for a comment (<see cref="FloodMark.Place"/>): 16 bytes of its SHA-256.</summary>
    public static byte[] MarkOf(string seal) => SHA256.HashData(Encoding.UTF8.GetBytes(seal))[..LengthOfMark];
}
