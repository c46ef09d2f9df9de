using Spalt.Formats;
using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Swedish;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary><c>spalt import page</c></summary>
internal static class ImportCommand
{
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
            var slug = asked.GetValue(blog)?.ToLowerInvariant();
            async Task<(Network Network, Blog Blog)> IntoAsync(SpaltDb db, string name)
            {
                var network = await NetworkCommand.FindAsync(installation, db, asked.GetValue(NetworkCommand.Network), cancel);
                return (network, await BlogAsync(installation, db, network, name, cancel));
            }

            if (asked.GetValue(check))
            {
                await new PageCheck(installation, asked.GetValue(author), EndOf(savedOn, zone: null, TimeProvider.System.GetUtcNow()), asked.GetValue(fetch))
                    .RunAsync(files, read, slug is null ? null : db => IntoAsync(db, slug), cancel);
                return;
            }

            var named = slug ?? throw new CommandException(Texts.Command("Import.WhichBlog"), CommandLine.BadInput);
            await installation.WithExistingDatabaseAsync(
                async (db, services) =>
                {
                    var (network, into) = await IntoAsync(db, named);
                    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                    var import = new PageImport(
                        services, network, into, asked.GetValue(author), EndOf(savedOn, TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone), now), asked.GetValue(fetch));
                    await TakeInAsync(import, files, read, cancel);
                },
                cancel);
        });
        return new Command("import", Texts.Command("Import")) { page };
    }

    private static async Task TakeInAsync(PageImport import, IReadOnlyList<string> files, PageFiles.Read read, CancellationToken cancel)
    {
        List<string> notes = [];
        var wrong = new PageComplaints(read);
        var count = ImportCount.Nothing;
        await Progress.ForEachAsync(
            Texts.Command("Import.Progress"), files,
            file => wrong.TryAsync(
                file, async page => count += await import.TakeInAsync(file, page, note => notes.Add(Texts.Command("Import.Note", TextLine.Of(file), note)), cancel), cancel));
        notes.ForEach(Console.Error.WriteLine);
        if (wrong.Count < files.Count)
        {
            Console.WriteLine(Texts.Command(
                "Import.Done", Texts.CommandCount("Import.Done.Added", count.Added), Texts.CommandCount("Import.Done.Known", count.Known),
                Texts.CommandCount("Import.Done.Comments", count.Comments)));
        }

        wrong.Tell();
    }

    private static async Task<Blog> BlogAsync(Installation installation, SpaltDb db, Network network, string slug, CancellationToken cancel) =>
        await db.Blogs.AsNoTracking().SingleOrDefaultAsync(b => b.NetworkId == network.Id && b.Slug == slug, cancel)
        ?? throw new CommandException(Texts.Command("Import.NoBlog", slug, network.Host, installation.Hint($"blog add --slug {slug} --title TITLE")), CommandLine.BadInput);

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
}
