using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using Spalt.Store;

namespace Spalt.Audit;

/// <summary>Values of changed properties as the log keeps them: texts, cut, and never a secret.</summary>
internal static class AuditValues
{
    /// <summary>Characters kept of a text; of a longer one it is said how long it is.</summary>
    public const int Longest = 500;

    /// <summary>Whatever an entity says of itself, what is called so is never written down.</summary>
    private static readonly string[] Secrets = ["Hash", "Password", "Secret", "Token", "Stamp"];

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static bool Counts(IProperty property, AuditedAttribute audited)
    {
        if (property.ClrType == typeof(byte[]) || property.IsPrimaryKey() || Array.Exists(Secrets, s => property.Name.Contains(s, StringComparison.Ordinal)))
        {
            return false;
        }

        return audited.Only.Count > 0
            ? audited.Only.Contains(property.Name, StringComparer.Ordinal)
            : property.PropertyInfo?.GetCustomAttribute<NotAuditedAttribute>() is null;
    }

    public static string? Json(Dictionary<string, object?>? values) => values is not { Count: > 0 }
        ? null : JsonSerializer.Serialize(values.ToDictionary(v => v.Key, v => Text(v.Value), StringComparer.Ordinal), Plainly);

    public static IReadOnlyDictionary<string, string?> Read(string? json) =>
        json is null ? new Dictionary<string, string?>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!;

    public static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        string { Length: > Longest } text => string.Create(CultureInfo.InvariantCulture, $"{(char.IsHighSurrogate(text[Longest - 1]) ? text[..(Longest - 1)] : text[..Longest])}… ({text.Length})"),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
