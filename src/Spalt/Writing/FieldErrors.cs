using Spalt.Language;

namespace Spalt.Writing;

/// <summary>What is wrong with a form, by field, in the words that stand beside it.</summary>
internal sealed class FieldErrors
{
    public Dictionary<string, string[]> ByField { get; } = new(StringComparer.Ordinal);

    public bool Any => ByField.Count > 0;

    public string? Of(string field) => ByField.TryGetValue(field, out var errors) ? errors[0] : null;

    /// <param name="text">Key below <c>Write.Error.</c></param>
    public void Add(string field, string text, params object[] values) => ByField.TryAdd(field, [Texts.Say("Write.Error." + text, values)]);
}
