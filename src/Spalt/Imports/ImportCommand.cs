using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary><c>spalt import page</c></summary>
internal static class ImportCommand
{
    /// <summary>Files that are named of those with the same fault.</summary>
    private const int MostNamed = 20;

    /// <summary>How far ahead of UTC a day begins where it begins first (Kiribati).</summary>
    private static readonly TimeSpan FirstZone = TimeSpan.FromHours(14);

    public static Command Make()
    {
        var path = new Argument<string>("FILE") { Description = Texts.Command("Import.File") };
        var blog = CommandLine.Option<string?>("--blog", "SLUG", "Import.Blog");
        var author = CommandLine.Option<string?>("--author", "NAME", "Import.Author");
        var asOf = CommandLine.Option<string?>("--as-of", "DATE", "Import.AsOf");
        var check = new Option<bool>("--check") { Description = Texts.Command("Import.Check") };
        var fetch = new Option<bool>("--fetch-images") { Description = Texts.Command("Import.FetchImages") };
        var page = new Command("page", Texts.Command("Import.Page")) { path, blog, author, NetworkCommand.Network, asOf, check, fetch };
        page.Does(async (installation, asked, cancel) =>
        {
            var files = PageFiles.In(asked.GetValue(path)!);
            PageFiles.Read read = files is [var only] && only == asked.GetValue(path) ? PageFiles.ReadAsync : PageFiles.ReadFoundAsync;
            var savedOn = Day(asked.GetValue(asOf));
            if (asked.GetValue(check))
            {
                List<Complaint> wrong = [];
                foreach (var file in files)
                {
                    var table = new PageTable(file, asked.GetValue(author), EndOf(savedOn, zone: null, TimeProvider.System.GetUtcNow()), asked.GetValue(fetch));
                    await TryAsync(file, read, found =>
                    {
                        table.Print(found);
                        return Task.CompletedTask;
                    }, wrong, cancel);
                }

                Tell(wrong);
                return;
            }

            var slug = asked.GetValue(blog)?.ToLowerInvariant() ?? throw new CommandException(Texts.Command("Import.WhichBlog"), CommandLine.BadInput);
            await installation.WithDatabaseAsync(
                async (db, services) =>
                {
                    var network = await NetworkCommand.FindAsync(db, asked.GetValue(NetworkCommand.Network), cancel);
                    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                    var import = new PageImport(
                        services, network, await BlogAsync(db, network, slug, cancel), asked.GetValue(author), EndOf(savedOn, TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone), now), asked.GetValue(fetch));
                    await TakeInAsync(import, files, read, cancel);
                },
                cancel);
        });
        return new Command("import", Texts.Command("Import")) { page };
    }

    private static async Task TakeInAsync(PageImport import, IReadOnlyList<string> files, PageFiles.Read read, CancellationToken cancel)
    {
        List<string> notes = [];
        List<Complaint> wrong = [];
        var count = ImportCount.Nothing;
        await Progress.ForEachAsync(
            Texts.Command("Import.Progress"), files,
            file => TryAsync(
                file, read, async page => count += await import.TakeInAsync(file, page, note => notes.Add(Texts.Command("Import.Note", TextLine.Of(file), note)), cancel), wrong, cancel));
        notes.ForEach(Console.Error.WriteLine);
        if (wrong.Count < files.Count)
        {
            Console.WriteLine(Texts.Command(
                "Import.Done", Texts.CommandCount("Import.Done.Added", count.Added), Texts.CommandCount("Import.Done.Known", count.Known),
                Texts.CommandCount("Import.Done.Comments", count.Comments)));
        }

        Tell(wrong);
    }

    /// <summary>Reads one page and does something with it; what is wrong with the page is noted, so that the others can go on.</summary>
    private static async Task TryAsync(string file, PageFiles.Read read, Func<SavedPage, Task> work, List<Complaint> wrong, CancellationToken cancel)
    {
        try
        {
            await work(
                await read(file, PageFiles.Largest, cancel) is { } bytes ? SavedPage.Read(bytes, file)
                : throw new CommandException(Texts.Command("Import.TooLarge", PageFiles.Largest / 1024 / 1024)));
        }
        catch (SavedPageException error)
        {
            wrong.Add(new(file, Texts.Command("Import.Problem." + error.Problem)));
        }
        catch (CommandException error)
        {
            wrong.Add(new(file, error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            wrong.Add(new(file, TextLine.Of(error.Message)));
        }
    }

    /// <summary>The verb fails at the end, in one line that names the files.</summary>
    private static void Tell(List<Complaint> wrong)
    {
        if (wrong.Count > 0)
        {
            throw new CommandException(string.Join(" · ", wrong.GroupBy(w => w.What, w => w.File, Line, StringComparer.Ordinal)), CommandLine.BadInput);
        }

        static string Line(string what, IEnumerable<string> files)
        {
            var named = files.ToList();
            var more = named.Count > MostNamed ? Texts.Command("Import.AndMore", named.Count - MostNamed) : "";
            return Texts.Command("Import.NoPage", string.Join(", ", named.Take(MostNamed).Select(TextLine.Of)) + more, what);
        }
    }

    private static async Task<Blog> BlogAsync(SpaltDb db, Network network, string slug, CancellationToken cancel) =>
        await db.Blogs.AsNoTracking().SingleOrDefaultAsync(b => b.NetworkId == network.Id && b.Slug == slug, cancel)
        ?? throw new CommandException(Texts.Command("Import.NoBlog", slug, network.Host), CommandLine.BadInput);

    private static DateTime? Day(string? date) =>
        date is null ? null
        : DateTime.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200 ? day
        : throw new CommandException(Texts.Command("Import.BadDate", date), CommandLine.BadInput);

    /// <summary>The end of the day on which the page was saved, or now if that day is not over; a day to come is refused.</summary>
    /// <param name="zone">Null where nobody knows: then a day is to come that has not begun anywhere.</param>
    public static DateTimeOffset? EndOf(DateTime? day, TimeZoneInfo? zone, DateTimeOffset now)
    {
        if (day is not { } date)
        {
            return null;
        }

        if (PageDates.Instant(new PartialDate(DatePrecision.Exact, date), zone ?? TimeZoneInfo.Utc) > now + (zone is null ? FirstZone : TimeSpan.Zero))
        {
            throw new CommandException(Texts.Command("Import.FutureDate", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), CommandLine.BadInput);
        }

        var end = PageDates.Instant(new PartialDate(DatePrecision.Exact, date.AddDays(1).AddSeconds(-1)), zone ?? TimeZoneInfo.Utc);
        return end < now ? end : now;
    }

    private sealed record Complaint(string File, string What);
}
