using System.Globalization;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Media;

namespace Spalt.Demo;

/// <summary>Reads a post of the demo: lines <c>key: value</c>, an empty line, the body's HTML. Its date is an age in days, so that the demo never grows old.</summary>
internal static class DemoPost
{
    public static SavedPost Read(string text, Dictionary<string, string> authors, DateTime today, Dictionary<string, MediaFile> pictures)
    {
        var body = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = text[..body].Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(l => l[0], l => l[1].Trim(), StringComparer.Ordinal);
        var day = today.AddDays(-int.Parse(head["age"], CultureInfo.InvariantCulture));
        var at = TimeOnly.ParseExact(head["at"], "HH:mm", CultureInfo.InvariantCulture);
        return new SavedPost(head["title"], pictures.Aggregate(text[body..], (html, p) => html.Replace($"src=\"{p.Key}\"", $"src=\"{p.Value.Url}\"", StringComparison.Ordinal)))
        {
            AuthorName = authors[head["author"]],
            Published = PartialDate.OfDay(day.Year, day.Month, day.Day).At(at.Hour, at.Minute),
            Categories = [head["category"]],
            Tags = head["tags"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Likes = int.Parse(head["likes"], CultureInfo.InvariantCulture),
            Language = head.GetValueOrDefault("lang"),
        };
    }
}
