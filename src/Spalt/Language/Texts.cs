using System.Collections;
using System.Globalization;
using System.Resources;

namespace Spalt.Language;

/// <summary>
/// Everything people read, from <c>Pages.resx</c> and <c>Commands.resx</c> (Swedish) and their <c>.en.resx</c>. Pages speak the
/// network's language (the current culture); commands speak Swedish where the terminal does, otherwise English.
/// </summary>
internal static class Texts
{
    private static readonly ResourceManager Pages = new("Spalt.Language.Pages", typeof(Texts).Assembly);
    private static readonly ResourceManager Commands = new("Spalt.Language.Commands", typeof(Texts).Assembly);
    private static readonly CultureInfo Terminal = CultureInfo.GetCultureInfo(TerminalLanguage());

    /// <summary>A text of the pages in the current culture.</summary>
    public static string Say(string key) => Find(Pages, key, CultureInfo.CurrentUICulture);

    /// <summary>A text with places for values, which are formatted in the current culture.</summary>
    public static string Say(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, Say(key), values);

    /// <summary>A text of the pages where there is one; null for an unknown key: of what an entity says of itself.</summary>
    public static string? Find(string key, params object?[] values) =>
        Pages.GetString(key, CultureInfo.CurrentUICulture) is { } text ? string.Format(CultureInfo.CurrentCulture, text, values) : null;

    /// <summary>A text that depends on a number: <c>key.None</c> (where there is one), <c>key.One</c>, <c>key.Many</c>.</summary>
    public static string Count(string key, int count)
    {
        var form = count switch { 0 => ".None", 1 => ".One", _ => ".Many" };
        var text = Pages.GetString(key + form, CultureInfo.CurrentUICulture) ?? Say(key + ".Many");
        return string.Format(CultureInfo.CurrentCulture, text, count);
    }

    /// <summary>All texts whose keys begin so, by what follows of the key, in the current culture: for a script that speaks on a page.</summary>
    public static SortedDictionary<string, string> Beginning(string start)
    {
        var texts = Pages.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
        var keys = texts.Cast<DictionaryEntry>().Select(t => (string)t.Key).Where(k => k.StartsWith(start, StringComparison.Ordinal));
        return new(keys.ToDictionary(k => k[start.Length..], Say, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The words around a post written in another of our languages are in that language, until disposed; otherwise nothing changes.</summary>
    public static IDisposable? Speaking(string? language) => language switch
    {
        "sv" => new Speech("sv-SE"),
        "en" => new Speech("en-GB"),
        _ => null,
    };

    /// <summary>A text of the command line.</summary>
    public static string Command(string key, params object?[] values) =>
        string.Format(Terminal, Find(Commands, key, Terminal), values);

    /// <summary>A text of the command line that depends on a number: <c>key.One</c>, <c>key.Many</c>.</summary>
    public static string CommandCount(string key, int count) => Command(key + (count == 1 ? ".One" : ".Many"), count);

    private static string Find(ResourceManager texts, string key, CultureInfo culture) =>
        texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text {key}.");

    private static string TerminalLanguage()
    {
        // In the order of POSIX (XBD §8.2).
        var locale = Variable("LC_ALL") ?? Variable("LC_MESSAGES") ?? Variable("LANG");
        return locale?.StartsWith("sv", StringComparison.OrdinalIgnoreCase) == true ? "sv-SE" : "en-GB";
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private sealed class Speech : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

        public Speech(string culture) => Set(CultureInfo.GetCultureInfo(culture));

        public void Dispose() => Set(_before);

        private static void Set(CultureInfo culture)
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = culture;
        }
    }
}
