using System.Diagnostics;

namespace Spalt.Tests;

/// <summary>The built program as a process of its own, which a test may kill.</summary>
public sealed class SpaltProcess : IDisposable
{
    private readonly Process _process;

    private SpaltProcess(TestStore store, string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = store.Folder,
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "spalt.dll"), .. arguments, .. OwnData(store, arguments)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["Spalt__Database"] = store.Connection;
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        Output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public Task<string> Output { get; }

    public Task<string> Errors { get; }

    public bool HasExited => _process.HasExited;

    public static SpaltProcess Start(TestStore store, params string[] arguments) => new(store, arguments, []);

    /// <summary>Runs a verb to its end.</summary>
    public static Task<Ran> RunAsync(TestStore store, params string[] arguments) => RunAsync(store, [], arguments);

    public static async Task<Ran> RunAsync(TestStore store, (string Key, string Value)[] environment, params string[] arguments)
    {
        using var process = new SpaltProcess(store, arguments, environment);
        await process.ExitedAsync();
        return new Ran(process._process.ExitCode, await process.Output, (await process.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string[] OwnData(TestStore store, string[] arguments) => arguments.Contains("--data", StringComparer.Ordinal) ? [] : ["--data", store.Folder];

    /// <summary>As <c>kill -9</c>: nothing of the process gets to say good-bye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitedAsync();
    }

    public Task ExitedAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

public sealed record Ran(int ExitCode, string Output, string[] Errors);
