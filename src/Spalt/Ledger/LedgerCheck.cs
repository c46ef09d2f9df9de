using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Spalt.Ledger;

internal enum LedgerFlaw
{
    /// <summary>A line, or the last ones, are not there.</summary>
    Missing,

    /// <summary>The line does not name the hash of the one before it.</summary>
    Unchained,

    /// <summary>The line's text is not the one whose hash was taken, or its columns say something else than its text.</summary>
    Changed,

    /// <summary>What is kept of a person is not what was committed to.</summary>
    PersonChanged,

    /// <summary>It is not the line that somebody noted.</summary>
    NotAsNoted,
}

/// <param name="Number">Of the line at which it shows.</param>
internal sealed record LedgerFault(long Number, LedgerFlaw Flaw);

internal static class LedgerCheck
{
    /// <summary>What is wrong with a line; null where nothing is.</summary>
    /// <param name="last">Number of the line before it; 0 where there is none.</param>
    /// <param name="previous">Lower-case hex of that line's hash.</param>
    public static LedgerFault? FaultOf(LedgerLine line, IReadOnlyList<LedgerPart> parts, long last, string previous)
    {
        if (line.Number != last + 1)
        {
            return new(last + 1, LedgerFlaw.Missing);
        }

        if (!SHA256.HashData(Encoding.UTF8.GetBytes(line.Text)).AsSpan().SequenceEqual(line.Hash))
        {
            return new(line.Number, LedgerFlaw.Changed);
        }

        try
        {
            return FaultOf(line, parts, previous);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Somebody wrote it anew, and its hash.
            return new(line.Number, LedgerFlaw.Changed);
        }
    }

    private static LedgerFault? FaultOf(LedgerLine line, IReadOnlyList<LedgerPart> parts, string previous)
    {
        using var json = JsonDocument.Parse(line.Text);
        var said = json.RootElement;
        return said.GetProperty("previous").GetString() != previous ? new(line.Number, LedgerFlaw.Unchained)
            : said.GetProperty("number").GetInt64() != line.Number || said.GetProperty("kind").GetString() != line.Kind || said.GetProperty("at").GetDateTimeOffset() != line.At
                ? new(line.Number, LedgerFlaw.Changed)
            : parts.All(p => said.GetProperty("people").TryGetProperty(p.Part, out var commitment) && commitment.GetString() == p.Commitment()) ? null
            : new(line.Number, LedgerFlaw.PersonChanged);
    }
}
