using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Spalt.Tests.Outbound;
using static Spalt.Tests.Headlines.FollowedFeeds;

namespace Spalt.Tests.Headlines;

/// <summary><c>spalt headlines read</c>, run as a person would.</summary>
public sealed class UnderstandingFeedsByCommand : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spalt-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_one_line_of_json_a_feed_in_the_order_asked_for()
    {
        const string Atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv"><title type="html">Nytt fr&amp;aring;n &lt;b&gt;byn&lt;/b&gt;</title>
            <link href="https://byn.example/"/><id>urn:byn</id><entry><id>urn:1</id><title>Blåbär</title><link href="https://byn.example/1"/>
            <published>2026-03-04T10:00:00+01:00</published><updated>2026-03-04T12:00:00Z</updated><author><name>Disa Holm</name></author></entry></feed>
            """;
        var (exit, output, errors) = await RunAsync(null, "headlines", "read", Saved("a.xml", Atom), Saved("b.xml", "<p>Ingenting"), Path.Combine(_folder, "nix.xml"), "--json");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal(
            """{"source":"SOURCE","ok":true,"version":"atom10","encoding":"utf-8","title":"Nytt från byn","link":"https://byn.example/","language":"sv","items":[{"id":"urn:1","link":"https://byn.example/1","title":"Blåbär","published":"2026-03-04T09:00:00Z","updated":"2026-03-04T12:00:00Z","author":"Disa Holm"}]}"""
                .Replace("SOURCE", Path.Combine(_folder, "a.xml"), StringComparison.Ordinal),
            output.Split('\n')[0]);
        Assert.All(lines[1..], line =>
        {
            Assert.False(line.GetProperty("ok").GetBoolean());
            Assert.NotEmpty(line.GetProperty("error").GetString()!);
        });
        Assert.Contains("nix.xml", lines[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, exit);
        Assert.Equal("spalt: 2 of 3 feeds could not be understood.", errors.Trim());
    }

    [Fact]
    public async Task Reads_standard_input_for_people()
    {
        var (exit, output, errors) = await RunAsync(Rss(Item("1", "Isen bär", "2026-03-01T10:00:00Z")), "headlines", "read", "-");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("Älvposten (rss20, utf-8)", output, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 11:00 +01:00  Isen bär", output, StringComparison.Ordinal);
        Assert.Contains("https://alvposten.example/1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_an_item_lacks_to_people_only()
    {
        var feed = Saved("a.xml", "<rss version=\"2.0\"><channel><title>A</title><item><guid isPermaLink=\"false\">1</guid><description>Isen bär</description></item></channel></rss>");
        var (_, output, _) = await RunAsync(null, "headlines", "read", feed);
        Assert.Contains("(no title)", output, StringComparison.Ordinal);
        Assert.Contains("(no link)", output, StringComparison.Ordinal);
        (_, output, _) = await RunAsync(null, "headlines", "read", feed, "--json");
        Assert.Contains("\"items\":[{", output, StringComparison.Ordinal);
        Assert.DoesNotContain("(no ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_private_address_unless_it_is_allowed()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok(Rss(Item("1", "Isen bär"))));
        var (exit, output, _) = await RunAsync(null, "headlines", "read", server.Address, "--json");
        Assert.Equal(2, exit);
        Assert.Contains("\"ok\":false", output, StringComparison.Ordinal);
        Assert.Contains("Spalt:Outbound:AllowPrivate", output, StringComparison.Ordinal);
        Assert.Empty(server.Requests);

        await File.WriteAllTextAsync(Path.Combine(_folder, "spalt.json"), """{"Spalt":{"Outbound":{"AllowPrivate":true}}}""", Cancel);
        (exit, output, _) = await RunAsync(null, "headlines", "read", server.Address, "--json");
        Assert.Equal(0, exit);
        Assert.Contains("Isen bär", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_names_reads_what_is_due_and_says_what_happened()
    {
        await using var server = new ScriptedServer(head => head.StartsWith("GET /bad", StringComparison.Ordinal)
            ? ScriptedServer.Status("500 Oops")
            : ScriptedServer.Ok(Rss(Item("1", "Isen bär"))));
        await File.WriteAllTextAsync(Path.Combine(_folder, "spalt.json"), """{"Spalt":{"Outbound":{"AllowPrivate":true}}}""", Cancel);
        await RunAsync(null, "network", "add", "--host", "a.example", "--name", "A", "--feed", server.Address + "good", "--feed", server.Address + "bad");

        var (exit, output, errors) = await RunAsync(null, "headlines", "read");

        Assert.Equal(1, exit);
        Assert.Contains($"{server.Address}good: new headlines: 1.", output, StringComparison.Ordinal);
        Assert.Contains($"{server.Address}bad: could not be read. The server answered with an error.", output, StringComparison.Ordinal);
        Assert.Equal("spalt: 1 of 2 feeds could not be understood.", errors.Trim());
        (exit, output, _) = await RunAsync(null, "headlines", "read");
        Assert.Equal(0, exit);
        Assert.Matches(@"^No feed is due; .*, \d{4}-\d\d-\d\d \d\d:\d\d \+0[12]:00\.", output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Saved(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync(string? input, params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "spalt"), [.. words, "--data", _folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "en_GB.UTF-8";
        start.Environment["TZ"] = "Europe/Stockholm";
        start.Environment.Remove("Spalt__Database");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await errors);
    }
}
