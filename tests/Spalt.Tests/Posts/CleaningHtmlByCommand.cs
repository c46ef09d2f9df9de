using System.Diagnostics;
using System.Text;

namespace Spalt.Tests.Posts;

/// <summary><c>spalt html clean</c>, run as a person would.</summary>
public sealed class CleaningHtmlByCommand : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spalt-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_a_line_for_a_line_and_says_the_number_of_a_bad_one()
    {
        const string Input = """
            {"id":1,"html":"<p onclick=x>Räksmörgås<script>1</script>"}
            {"id":"b",
            {"html":"<p>utan id</p>"}

            {"id":null,"html":7}
            [1]
            {"html":"<aside class=\"factbox\"><p>\ud83d\ude00 \ud800</p></aside>","id":{"a":[2]},"x":3}
            """;
        var (exit, output, errors) = await RunAsync(Input, "html", "clean");

        Assert.Equal("""
            {"id":1,"html":"<p>Räksmörgås</p>"}
            {"id":{"a":[2]},"html":"<aside class=\"factbox\"><p>😀 �</p></aside>"}

            """, Emoji(output));
        Assert.Equal(1, exit);
        Assert.Equal(["Line 2", "Line 3", "Line 5", "Line 6"], errors.TrimEnd().Split('\n').Select(e => e[..e.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Reads_files_in_order_and_names_the_one_with_a_bad_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a"), "\ufeff{\"id\":1,\"html\":\"a\"}\r\n", Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "b"), "nej\n{\"id\":2,\"html\":\"b\"}", Cancel);
        var (exit, output, errors) = await RunAsync("", "html", "clean", Path.Combine(_folder, "a"), Path.Combine(_folder, "b"));

        Assert.Equal("{\"id\":1,\"html\":\"<p>a</p>\"}\n{\"id\":2,\"html\":\"<p>b</p>\"}\n", output);
        Assert.Equal(1, exit);
        Assert.Contains("Line 1 of " + Path.Combine(_folder, "b"), errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_nothing_where_a_file_is_missing()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a"), "{\"id\":1,\"html\":\"a\"}", Cancel);
        var (exit, output, errors) = await RunAsync("", "html", "clean", Path.Combine(_folder, "a"), Path.Combine(_folder, "nix"));

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("nix", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helps()
    {
        var (exit, output, errors) = await RunAsync("", "html", "clean", "--help");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("{id, html}", output, StringComparison.Ordinal);
        Assert.Contains("FILE", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A writer of JSON may escape what lies above U+FFFF.
    private static string Emoji(string json) => json.Replace(@"\uD83D\uDE00", "😀", StringComparison.OrdinalIgnoreCase).Replace(@"\uFFFD", "\ufffd", StringComparison.OrdinalIgnoreCase);

    private async Task<(int Exit, string Output, string Errors)> RunAsync(string input, params string[] words)
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
        start.Environment.Remove("Spalt__Database");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await errors);
    }
}
