using Microsoft.AspNetCore.Html;
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

    /// <summary>What is wrong with a field, tied to it by <c>aria-describedby</c>; nothing where nothing is.</summary>
    public IHtmlContent Wrong(string field) => Of(field) is not { } error ? HtmlString.Empty
        : new HtmlContentBuilder().AppendHtml($"<p class=\"wrong\" id=\"wrong-{field}\">").Append(error).AppendHtml("</p>");

    /// <summary>The attributes of a field with which something is wrong.</summary>
    public IHtmlContent Marked(string field) => Of(field) is null ? HtmlString.Empty
        : new HtmlString($" aria-invalid=\"true\" aria-describedby=\"wrong-{field}\"");

    /// <summary>The id of a field, or of what is said of it where it is several.</summary>
    public static string Place(string field) => field is "change" or "closes" ? "wrong-" + field : field;

    /// <summary>An attribute without a value, where it holds.</summary>
    public static IHtmlContent On(bool isIt, string attribute) => isIt ? new HtmlString(" " + attribute) : HtmlString.Empty;
}
