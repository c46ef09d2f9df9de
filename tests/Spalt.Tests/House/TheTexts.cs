using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spalt.Tests.House;

/// <summary>Every text is there in both languages, with the same places for values, and is used.</summary>
public partial class TheTexts
{
    [Theory]
    [InlineData("Pages")]
    [InlineData("Commands")]
    public void Are_there_in_both_languages_with_the_same_places(string name)
    {
        var swedish = Read(name + ".resx");
        var english = Read(name + ".en.resx");
        Assert.Equal(swedish.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(swedish, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All(swedish, text => Assert.NotEqual("", text.Value.Trim()));
    }

    [Theory]
    [InlineData("Pages")]
    [InlineData("Commands")]
    public void Are_all_used(string name)
    {
        var code = string.Concat(Sources.In("src/Spalt", ".cs", ".cshtml").Select(f => f.Text));
        var unused = Read(name + ".resx").Keys.Where(key => !IsUsed(code, key)).ToList();
        Assert.Empty(unused);
    }

    /// <summary>Named whole, or by its first part where the rest is put together (<c>"Comments"</c> + <c>.Many</c>).</summary>
    private static bool IsUsed(string code, string key)
    {
        for (var part = key; part.Length > 0; part = part.Contains('.', StringComparison.Ordinal) ? part[..part.LastIndexOf('.')] : "")
        {
            if (code.Contains($"\"{part}\"", StringComparison.Ordinal) || (part != key && code.Contains($"\"{part}.", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Sources.Root, "src/Spalt/Language", file)).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
