using System.Text.Json;

namespace Spalt.Ledger;

/// <summary>JSON Lines as <c>spalt ledger export</c> writes them and <c>bin/verify-ledger</c> reads them.</summary>
internal static class LedgerExport
{
    /// <summary>A line with its hash and what it keeps of people.</summary>
    public static string Line(LedgerLine line, IReadOnlyList<LedgerPart> parts) => JsonSerializer.Serialize(new
    {
        number = line.Number,
        kind = line.Kind,
        line = line.Text,
        hash = Convert.ToHexStringLower(line.Hash),
        people = parts.ToDictionary(p => p.Part, p => new { salt = Convert.ToHexStringLower(p.Salt), text = p.Text }, StringComparer.Ordinal),
    });

    /// <summary>Where the ledger ends: the last record.</summary>
    public static string End((long Number, string Hash) head) => JsonSerializer.Serialize(new { end = head.Number, hash = head.Hash });
}
