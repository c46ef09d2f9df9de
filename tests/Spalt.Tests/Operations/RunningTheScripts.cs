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
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in (string[])[Path.Combine(Sources.Root, "bin", "run"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, ""), (process.ExitCode, await output));
        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }
}
