using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Spalt;

/// <summary>Long work shows a bar on a terminal and plain lines elsewhere; standard error is left to what goes wrong.</summary>
internal static class Progress
{
    private const int WidthWithoutTerminal = 160;
    private const int PlainLines = 10;

    /// <summary>Work that is done sooner needs no plain lines.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly AsyncLocal<bool> IsRunning = new();

    public static IAnsiConsole Terminal { get; } = Make(Console.Out, Console.IsOutputRedirected);

    private static readonly IAnsiConsole Errors = Make(Console.Error, Console.IsErrorRedirected);

    public static Task ForEachAsync<T>(string what, IReadOnlyList<T> things, Func<T, Task> work) =>
        RunAsync(what, things.Count, async step =>
        {
            foreach (var thing in things)
            {
                await work(thing);
                step(1);
            }
        });

    /// <summary>Runs work of a known size, which says by how much it came forward. Work of one step shows nothing, nor does work within work.</summary>
    public static async Task RunAsync(string what, long size, Func<Action<long>, Task> work)
    {
        if (size <= 1 || IsRunning.Value)
        {
            await work(_ => { });
            return;
        }

        IsRunning.Value = true;
        if (Console.IsErrorRedirected)
        {
            await PlainAsync(what, size, work);
        }
        else
        {
            await Errors.Progress().StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(what), maxValue: size);
                await work(by => bar.Increment(by));
            });
        }
    }

    private static async Task PlainAsync(string what, long size, Func<Action<long>, Task> work)
    {
        long done = 0;
        var since = Stopwatch.GetTimestamp();
        await work(by =>
        {
            var before = done * PlainLines / size;
            done += by;
            if (done * PlainLines / size > before && Stopwatch.GetElapsedTime(since) > Patience)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {done}/{size}"));
            }
        });
    }

    private static IAnsiConsole Make(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
