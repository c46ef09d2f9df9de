using System.Text.Json;

namespace Spalt.Posts;

/// <summary>Says on a post what was wrong in it and since when it is right (Swedish <i>rättelse</i>).</summary>
/// <param name="Text">Plain text.</param>
public sealed record Correction(DateTimeOffset At, string Text)
{
    /// <summary>The corrections that a post's row keeps, the oldest first.</summary>
    /// <param name="kept">JSON, as <see cref="Write"/> makes it; null for none.</param>
    public static IReadOnlyList<Correction> Read(string? kept) => kept is null ? [] : JsonSerializer.Deserialize<List<Correction>>(kept) ?? [];

    internal static string Write(IReadOnlyList<Correction> corrections) => JsonSerializer.Serialize(corrections);
}
