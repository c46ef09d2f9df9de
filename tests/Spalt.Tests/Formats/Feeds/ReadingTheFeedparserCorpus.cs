using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

public class ReadingTheFeedparserCorpus(ITestOutputHelper output)
{
    private const double Bar = 0.97;
    private static readonly Uri Site = new("http://127.0.0.1:8097/");

    [Fact]
    public void Gives_the_stated_value_in_ninety_seven_of_a_hundred_cases()
    {
        var rows = Rows().Where(r => r.Path is not null && !r.File.Contains("/sanitize/", StringComparison.Ordinal)).ToList();
        var failures = new List<string>();
        var sameMarkup = 0;
        foreach (var row in rows)
        {
            var got = FeedPaths.Follow(Read(row), row.Path!);
            if (Same(got, row.Equals))
            {
                sameMarkup += got is FeedText { Value: var value } && !row.Equals.ValueEquals(value) ? 1 : 0;
            }
            else
            {
                failures.Add($"{row.File} {row.Path}: wanted «{row.Equals}», got «{(got is FeedText text ? text.Value : got)}»");
            }
        }

        var share = 1 - (failures.Count / (double)rows.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - failures.Count} of {rows.Count} as stated: {share:P2} ({sameMarkup} of them in other spelling of the same markup)"));
        failures.ForEach(output.WriteLine);
        Assert.True(rows.Count > 1000 && share >= Bar, string.Create(CultureInfo.InvariantCulture, $"{share:P2} is below {Bar:P0}:\n{string.Join('\n', failures)}"));
    }

    [Fact]
    public void Leaves_nothing_dangerous_in_plain_text()
    {
        foreach (var row in Rows().Where(r => r.File.Contains("/sanitize/", StringComparison.Ordinal)))
        {
            var feed = Read(row);
            FeedText?[] heads = [feed.Title, feed.Subtitle, feed.Rights, feed.Info];
            var texts = heads.Concat(feed.Items.SelectMany(i => i.Content.Append(i.Title).Append(i.Summary))).OfType<FeedText>();
            foreach (var text in texts.Where(t => t.MediaType is not "text/plain"))
            {
                Assert.False(HasElements(text.Plain) && !text.Value.Contains("&lt;", StringComparison.Ordinal), $"{row.File}: {text.Plain}");
                Assert.DoesNotContain("alert(", text.Value.Contains("<script", StringComparison.OrdinalIgnoreCase) ? text.Plain : "", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Reads_every_file_or_says_that_it_is_no_feed()
    {
        foreach (var row in Rows())
        {
            try
            {
                Read(row);
            }
            catch (FeedFormatException)
            {
                // Some of the ill-formed ones are empty.
            }
        }
    }

    private static bool HasElements(string text) => new HtmlParser().ParseDocument($"<body>{text}").Body!.Children.Length > 0;

    private static Feed Read(Row row)
    {
        var address = new Uri(Site, row.File);
        // The base of a response is its Content-Location (RFC 9110, section 8.7); that is the HTTP client's knowledge, not the reader's.
        if (row.Header("Content-Location") is { } location && Uri.TryCreate(address, location, out var moved) && moved.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            address = moved;
        }

        return FeedReader.Read(row.Body, row.Header("Content-Type"), address, row.Header("Content-Language"));
    }

    private static bool Same(object? got, JsonElement wanted) => (got, wanted.ValueKind) switch
    {
        (null, _) => wanted.ValueKind is JsonValueKind.Null,
        (int number, JsonValueKind.Number) => number == wanted.GetInt32(),
        (int number, JsonValueKind.True or JsonValueKind.False) => number == (wanted.GetBoolean() ? 1 : 0),
        (DateTimeOffset date, _) => date == DateTimeOffset.Parse(wanted.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        (FeedText text, JsonValueKind.String) => wanted.ValueEquals(text.Value) || (text.MediaType is not "text/plain" && Canonical(text.Value).Equals(Canonical(wanted.GetString()!), StringComparison.Ordinal)),
        _ => string.Equals(got.ToString(), wanted.ToString(), StringComparison.Ordinal),
    };

    /// <summary>Markup is the same if it makes the same tree, whatever the order of its attributes.</summary>
    private static string Canonical(string markup)
    {
        var body = new HtmlParser().ParseDocument($"<body>{markup}").Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            var attributes = element.Attributes.Where(a => a.Name is not "xmlns").OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => (a.Name, a.Value)).ToList();
            while (element.Attributes.Length > 0)
            {
                element.RemoveAttribute(element.Attributes[0]!.Name);
            }

            attributes.ForEach(a => element.SetAttribute(a.Name, a.Value));
        }

        return body.InnerHtml.Trim();
    }

    private static IEnumerable<Row> Rows()
    {
        var folder = Corpora.Folder("feedparser");
        foreach (var line in File.ReadLines(Path.Combine(folder, "manifest.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            yield return new Row(folder, json.RootElement.Clone());
        }
    }

    private sealed class Row(string folder, JsonElement json)
    {
        public string File => json.GetProperty("file").GetString()!;

        public string? Path => json.TryGetProperty("path", out var path) ? path.GetString() : null;

        public new JsonElement Equals => json.GetProperty("equals");

        public byte[] Body => System.IO.File.ReadAllBytes(System.IO.Path.Combine(folder, File));

        public string? Header(string name)
        {
            if (!json.TryGetProperty("httpHeaders", out var headers))
            {
                return null;
            }

            var header = headers.EnumerateObject().FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return header.Value.ValueKind is JsonValueKind.String ? header.Value.GetString() : null;
        }
    }
}
