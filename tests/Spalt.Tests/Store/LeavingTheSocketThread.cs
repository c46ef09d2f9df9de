using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Tests.Store;

/// <summary>
/// <c>spalt serve</c> completes what sockets do on the thread that polls them; what follows an answer of PostgreSQL must not stay there.
/// That is decided once in a process, before its first socket: the test runs itself in one of its own.
/// </summary>
public class LeavingTheSocketThread
{
    private const string InItsOwn = "SPALT_TEST_INLINE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Happens_after_a_long_answer_and_after_a_commit()
    {
        if (Environment.GetEnvironmentVariable("SPALT_TEST_STORE") != "postgres")
        {
            Assert.Skip("SQLite has no sockets.");
        }

        if (Environment.GetEnvironmentVariable(InItsOwn) is null)
        {
            var (exit, said) = await AgainAsync();
            Assert.True(exit == 0, said);
            return;
        }

        await using var site = await Site.StartAsync();

        // Not in the test runner's own context, which would hop by itself.
        var threads = await Task.Run(() => site.WithDbAsync(ThreadsAsync), Cancel);
        Assert.DoesNotContain(threads, name => name.Contains("Sockets", StringComparison.Ordinal));
    }

    private static async Task<List<string>> ThreadsAsync(SpaltDb db)
    {
        List<string> threads = [];
        for (var i = 0; i < 5; i++)
        {
            // Longer than what the server sends at once, and slower than it is read.
            await ReadAsync(db, 5, 100_000, 0.02);
            threads.Add("read: " + Thread.CurrentThread.Name);
            await db.InTransactionAsync(() => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Lead, "Ett stycke."), Cancel), Cancel);
            threads.Add("committed: " + Thread.CurrentThread.Name);
        }

        // The server sends 8192 bytes at a time: some of these end with one message of the answer's end in one piece and one in the next.
        for (var length = 8000; length < 8192; length++)
        {
            await ReadAsync(db, 1, length, 0);
            threads.Add($"read {length}: {Thread.CurrentThread.Name}");
        }

        return threads;
    }

    private static Task<List<string>> ReadAsync(SpaltDb db, int rows, int length, double seconds) =>
        ((DbContext)db).Database.SqlQuery<string>(
            $"SELECT repeat('x', {length}) || pg_sleep({seconds})::text AS \"Value\" FROM generate_series(1, {rows})").ToListAsync(Cancel);

    private static async Task<(int Exit, string Said)> AgainAsync()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments =
        [
            "exec", typeof(LeavingTheSocketThread).Assembly.Location, "--no-ansi", "--no-progress",
            "--filter-method", $"{typeof(LeavingTheSocketThread).FullName}.{nameof(Happens_after_a_long_answer_and_after_a_commit)}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[InItsOwn] = "1";
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        using var process = Process.Start(start)!;
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, said);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
