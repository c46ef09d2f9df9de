using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;

namespace Spalt.Headlines;

/// <summary><c>spalt headlines read</c>: of feeds that are named, what was understood; of the installation's own, those that are due now.</summary>
internal static class HeadlinesCommand
{
    public static Command Make()
    {
        var sources = new Argument<string[]>("FILE|URL") { Description = Texts.Command("Headlines.Source"), Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = Texts.Command("Headlines.Json") };
        var read = new Command("read", Texts.Command("Headlines.Read")) { sources, json }.Does((installation, asked, cancel) =>
        {
            var print = asked.GetValue(json) ? (IFeedPrinter)new JsonLines() : new PlainLines(installation);
            return asked.GetValue(sources) is { Length: > 0 } named
                ? UnderstandAsync(installation, named, print, cancel)
                : ReadDueAsync(installation, print, cancel);
        });
        return new Command("headlines", Texts.Command("Headlines")) { read };
    }

    private static async Task UnderstandAsync(Installation installation, string[] sources, IFeedPrinter print, CancellationToken cancel)
    {
        if (sources.Contains("", StringComparer.Ordinal))
        {
            throw new CommandException(Texts.Command("Headlines.NoSource"), CommandLine.BadInput);
        }

        await using var services = installation.Services();
        var reader = new FeedSource(services);
        var failed = 0;
        foreach (var source in sources)
        {
            var report = await reader.ReadAsync(source, cancel);
            print.Print(report);
            failed += report.Ok ? 0 : 1;
        }

        Complain(failed, sources.Length, CommandLine.BadInput);
    }

    private static Task ReadDueAsync(Installation installation, IFeedPrinter print, CancellationToken cancel) => installation.WithExistingDatabaseAsync(
        async (db, services) =>
        {
            var due = await db.HeadlineFeeds.Due(db.Now).ToListAsync(cancel);
            var failed = 0;
            foreach (var feed in due)
            {
                var reading = await ActivatorUtilities.CreateInstance<ReadHeadlines>(services).ReadAsync(feed, cancel);
                print.Print(feed, reading);
                failed += reading.Failure is null ? 0 : 1;
            }

            if (due.Count == 0)
            {
                print.NothingDue(await db.HeadlineFeeds.OrderBy(f => f.DueAt).FirstOrDefaultAsync(cancel));
            }

            Complain(failed, due.Count, CommandLine.Failed);
        },
        cancel);

    /// <param name="exitCode">Sources that were named are input; that a feed of the installation's own does not answer is nobody's mistake here.</param>
    private static void Complain(int failed, int all, int exitCode)
    {
        if (failed > 0)
        {
            throw new CommandException(Texts.Command("Headlines.Failed", failed, all), exitCode);
        }
    }
}
