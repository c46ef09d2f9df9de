using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spectre.Console;

namespace Spalt.Imports;

/// <summary><c>spalt import page</c></summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var path = new Argument<string>("FILE") { Description = Texts.Command("Import.File") };
        var blog = CommandLine.Option<string>("--blog", "SLUG", "Import.Blog", required: true);
        var author = CommandLine.Option<string?>("--author", "NAME", "Import.Author");
        var asOf = CommandLine.Option<string?>("--as-of", "DATE", "Import.AsOf");
        var check = new Option<bool>("--check") { Description = Texts.Command("Import.Check") };
        var fetch = new Option<bool>("--fetch-images") { Description = Texts.Command("Import.FetchImages") };
        var page = new Command("page", Texts.Command("Import.Page")) { path, blog, author, NetworkCommand.Network, asOf, check, fetch };
        page.Does(async (installation, asked, cancel) =>
        {
            var files = PageFiles.In(asked.GetValue(path)!);
            if (asked.GetValue(check))
            {
                await EachAsync(files, (file, _) =>
                {
                    PageTable.Print(file, Read(file));
                    return Task.CompletedTask;
                }, cancel);
                return;
            }

            await installation.WithDatabaseAsync(
                async (db, services) =>
                {
                    var network = await NetworkCommand.FindAsync(db, asked.GetValue(NetworkCommand.Network), cancel);
                    var import = new PageImport(
                        services, network, await BlogAsync(db, network, asked.GetValue(blog)!, cancel), asked.GetValue(author),
                        AsOf(asked.GetValue(asOf), network), asked.GetValue(fetch));
                    var count = new ImportCount(0, 0, 0);
                    await EachAsync(files, async (file, _) => count += await import.TakeInAsync(file, Read(file), cancel), cancel);
                    Console.WriteLine(Texts.Command("Import.Done", count.Added, count.Known, count.Comments));
                },
                cancel);
        });
        return new Command("import", Texts.Command("Import")) { page };
    }

    private static SavedPage Read(string file) => SavedPage.Read(File.ReadAllBytes(file), file);

    /// <summary>Goes through the files; one that cannot be read is told of and the others go on, and the verb fails at the end.</summary>
    private static async Task EachAsync(IReadOnlyList<string> files, Func<string, CancellationToken, Task> work, CancellationToken cancel)
    {
        List<string> failed = [];
        await Progress.ForEachAsync(Texts.Command("Import.Progress"), files, async file =>
        {
            try
            {
                await work(file, cancel);
            }
            catch (SavedPageException error)
            {
                failed.Add(Texts.Command("Import.NoPage", file, error.Message));
            }
        });
        if (failed.Count > 0)
        {
            throw new CommandException(string.Join(" · ", failed), CommandLine.BadInput);
        }
    }

    private static async Task<Blog> BlogAsync(SpaltDb db, Network network, string slug, CancellationToken cancel) =>
        await db.Blogs.AsNoTracking().SingleOrDefaultAsync(b => b.NetworkId == network.Id && b.Slug == slug, cancel)
        ?? throw new CommandException(Texts.Command("Import.NoBlog", slug, network.Host), CommandLine.BadInput);

    /// <summary>The end of the day on which the page was saved.</summary>
    private static DateTimeOffset? AsOf(string? date, Network network)
    {
        if (date is null)
        {
            return null;
        }

        if (!DateTime.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new CommandException(Texts.Command("Import.BadDate", date), CommandLine.BadInput);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone);
        return PageDates.Instant(new PartialDate(DatePrecision.Exact, day.AddDays(1).AddSeconds(-1)), zone);
    }
}
