using System.Diagnostics;
using Spalt.Tests.House;

namespace Spalt.Tests.Operations;

public class RunningTheScripts
{
    [Theory]
    [InlineData("'--bogus' is unknown", "--bogus")]
    [InlineData("'x' is unknown", "--data", "finns-inte", "x")]
    [InlineData("--urls needs a value", "--urls")]
    [InlineData("it must look like http://localhost:5080", "--urls", "https://localhost:5080")]
    public async Task Run_refuses_what_it_does_not_know_before_it_does_anything(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(Path.Combine(Sources.Root, "bin", "run"), arguments);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_repeats_what_dotnet_says_when_it_fails()
    {
        using var checkout = new Checkout();
        checkout.Write("path/dotnet", "#!/bin/sh\necho 'The user home could not be determined.' >&2\necho 'Set HOME.' >&2\nexit 1\n");
        var (exitCode, _, errors) = await RunAsync(checkout.Build, ["product"], ("PATH", $"{checkout.Folder}/path:{Environment.GetEnvironmentVariable("PATH")}"));
        Assert.Equal(1, exitCode);
        Assert.Contains("The user home could not be determined. Set HOME.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_says_in_one_line_where_it_cannot_write()
    {
        using var checkout = new Checkout();
        checkout.Write("artifacts", "");
        foreach (var program in new[] { "dotnet", "node", "npm" })
        {
            checkout.Write("path/" + program, "#!/bin/sh\n");
        }

        var (exitCode, _, errors) = await RunAsync(checkout.Build, ["product"], ("PATH", $"{checkout.Folder}/path:{Environment.GetEnvironmentVariable("PATH")}"));
        Assert.Equal(1, exitCode);
        Assert.Contains($"{checkout.Folder}/artifacts cannot be written by the user {Environment.UserName}", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string[] Errors)> RunAsync(string script, string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, errors);
    }

    /// <summary>As much of a checkout as <c>bin/build</c> looks at before it builds.</summary>
    private sealed class Checkout : IDisposable
    {
        public Checkout()
        {
            Directory.CreateDirectory(Path.Combine(Folder, "src"));
            Write("bin/build", File.ReadAllText(Path.Combine(Sources.Root, "bin", "build")));
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("spalt-test-").FullName;

        public string Build => Path.Combine(Folder, "bin", "build");

        /// <summary>A file that may be run.</summary>
        public void Write(string path, string text)
        {
            var file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
