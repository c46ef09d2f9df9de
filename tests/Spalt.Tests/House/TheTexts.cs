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

    [Fact]
    public void Of_the_editor_are_those_that_its_script_says()
    {
        var scripts = string.Concat(Sources.In("src/Spalt/Assets/scripts/editor", ".ts").Select(f => f.Text));
        var tools = File.ReadAllText(Path.Combine(Sources.Root, "src/Spalt/Assets/scripts/editor/toolbar/tools.ts"));
        var said = Said().Matches(scripts).SelectMany(m => m.Groups["count"].Success ? [m.Groups["key"].Value + ".One", m.Groups["key"].Value + ".Many"] : new[] { m.Groups["key"].Value })
            .Concat(Tool().Matches(tools).Select(m => "Tool." + m.Groups["key"].Value))
            .Concat(Enumerable.Range(2, 3).Select(level => $"Tool.heading{level}"));
        var texts = Read("Pages.resx").Keys.Where(k => k.StartsWith("Editor.", StringComparison.Ordinal)).Select(k => k["Editor.".Length..]);
        Assert.Equal(texts.Order(StringComparer.Ordinal), said.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
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

    /// <summary><c>say("Key")</c>, <c>sayCount("Key", n)</c>, <c>say(isSo ? "Key" : "Other")</c>.</summary>
    [GeneratedRegex(@"(say(?<count>Count)?\(([^()""`]*\?\s)?|(?<=say\([^()`]*\? ""[A-Za-z.]+"" : ))""(?<key>[A-Z][A-Za-z.]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    /// <summary>A row of <c>tools.ts</c>, by any of the ways to make one.</summary>
    [GeneratedRegex(@"(\{ name: |toggle\(|wrap\(|inTable\()""(?<key>[a-z]\w*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tool();

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
