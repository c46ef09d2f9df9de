using System.Diagnostics;

namespace Spalt.Tests.Ledger;

/// <summary>Somebody who has <c>bin/verify-ledger</c> and a file, and nothing of ours.</summary>
internal static class Strangers
{
    /// <param name="ledger">What is in the file.</param>
    /// <param name="noted">Number and hash of a line; empty for none.</param>
    /// <returns>The exit code, and all that was said.</returns>
    public static async Task<(int Code, string Said)> VerifyAsync(Site site, string ledger, bool isExcerpt, string noted = "")
    {
        var file = Path.Combine(site.Store.Folder, "stranger.jsonl");
        await File.WriteAllTextAsync(file, ledger, TestContext.Current.CancellationToken);
        string[] arguments = [.. isExcerpt ? new[] { "--excerpt" } : [], file, .. noted.Length == 0 ? [] : new[] { noted }];
        using var stranger = Process.Start(
            new ProcessStartInfo(Path.Combine(House.Sources.Root, "bin", "verify-ledger"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await stranger.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        said += await stranger.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stranger.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (stranger.ExitCode, said.Trim());
    }
}
