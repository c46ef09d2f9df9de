using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Spalt.Media;

/// <summary>
/// libvips' command, each time a process of its own: with no more memory, time, disk and files than stated, with nothing of our
/// environment, and with the readers switched off that libvips itself does not trust with strangers' files. Whatever a picture does to it,
/// the server only sees that it failed.
/// </summary>
internal sealed class Vips(IOptions<MediaOptions> options)
{
    /// <summary>Bytes of address space: a photograph of 100 megapixels needs half of it.</summary>
    private const long Memory = 1536L * 1024 * 1024;

    private const long LargestFile = 512L * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly string? _vips = Find(options.Value.Vips);
    private readonly string? _limits = Find("prlimit");

    /// <summary>What this machine lacks; empty where pictures can be converted.</summary>
    public IReadOnlyList<string> Missing => [.. new[] { _vips is null ? "libvips-tools" : null, _limits is null ? "util-linux" : null }.OfType<string>()];

    /// <returns>Null when it did its work.</returns>
    public async Task<PictureFault?> RunAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        if (_vips is null || _limits is null)
        {
            return PictureFault.Tools;
        }

        using var process = new Process { StartInfo = Start(folder, arguments) };
        process.Start();
        process.StandardInput.Close();
        var words = FirstWordsAsync(process.StandardError);
        var rest = FirstWordsAsync(process.StandardOutput);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Longest);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            return PictureFault.Heavy;
        }

        await rest;
        return process.ExitCode switch
        {
            0 => null,

            // Ended by a signal: the kernel's limits, or a crash.
            > 128 => PictureFault.Heavy,
            _ => (await words).Contains("memory", StringComparison.OrdinalIgnoreCase) ? PictureFault.Heavy : PictureFault.Broken,
        };
    }

    private ProcessStartInfo Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(_limits!)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            $"--as={Memory}", $"--cpu={(int)Longest.TotalSeconds}", $"--fsize={LargestFile}", "--nofile=64", "--core=0", "--", _vips!, .. arguments,
        ];
        Array.ForEach(all, start.ArgumentList.Add);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";

        // Or each thread sets aside address space of its own.
        start.Environment["MALLOC_ARENA_MAX"] = "1";
        return start;
    }

    /// <summary>Reads to the end, so that nobody waits for us, and keeps little.</summary>
    private static async Task<string> FirstWordsAsync(StreamReader from)
    {
        var (kept, buffer) = ("", new char[1024]);
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            kept = kept.Length < 4096 ? kept + new string(buffer, 0, read) : kept;
        }

        return kept;
    }

    private static string? Find(string program) =>
        (Path.IsPathRooted(program) ? [program] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin").Append("/bin").Select(folder => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);
}
