using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Spalt.Networks;

/// <summary>A row of a menu.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Address">A path of this host, or an address with one of <see cref="Schemes"/>.</param>
public sealed record MenuRow(string Text, string Address)
{
    public const int Most = 20;
    public const int LongestText = 40;
    public const int LongestAddress = 500;

    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp, Uri.UriSchemeMailto, "tel"];

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Whether a menu may lead there: a path from the root of the host, or a whole address of an allowed scheme.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 0 and <= LongestAddress && !text.Any(c => char.IsControl(c) || c is '\\' or ' ')
        && (text is ['/', not '/', ..] or "/"
            || (Uri.TryCreate(text, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme, StringComparer.Ordinal)
                && (address.Scheme is "mailto" or "tel" || address is { Host.Length: > 0, UserInfo: "" })));

    public static IReadOnlyList<MenuRow> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<MenuRow>>(json)!;

    public static string? Write(IReadOnlyList<MenuRow> rows) => rows.Count == 0 ? null : JsonSerializer.Serialize(rows, Plainly);
}
