using Spalt.Formats;
using System.Globalization;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Takes pages into one blog, each in its own transaction; pictures are fetched before it begins.</summary>
internal sealed class PageImport(IServiceProvider services, Network network, Blog blog, string? author, DateTimeOffset? asOf, bool fetchImages)
{
    private readonly SpaltDb _db = services.GetRequiredService<SpaltDb>();
    private readonly DateTimeOffset _now = services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <param name="notes">Is told what the person who imports should know.</param>
    public async Task<ImportCount> TakeInAsync(string file, SavedPage page, Action<string> notes, CancellationToken cancel)
    {
        var by = TextLine.Of(author ?? "");
        if (by.Length == 0 && page.Posts.FirstOrDefault(p => string.IsNullOrWhiteSpace(p.AuthorName)) is { } anonymous)
        {
            throw new CommandException(Texts.Command("Import.NoAuthor", IncomingPost.NameOf(anonymous)), CommandLine.BadInput);
        }

        // What the import itself writes into a post, it writes in the language of the network.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(network.Language);
        var terms = new ImportTerms(by, asOf, _now)
        {
            Pictures = fetchImages ? await Pictures().FetchAsync(file, page, notes, cancel) : FetchedPictures.None,
            Notes = notes,
        };
        var posts = PageDates.WithoutFuture(page.Posts, asOf ?? _now, TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone), notes);
        var count = ImportCount.Nothing;
        try
        {
            await _db.InTransactionAsync(async () => count = await new PageWriter(_db, network, blog, terms).WriteAsync(posts, cancel), cancel);
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }

        foreach (var warning in page.Warnings)
        {
            notes(PageTable.Warning(warning));
        }

        return count;
    }

    private PagePictures Pictures() =>
        new(_db, services.GetRequiredService<PublicHttp>(), services.GetRequiredService<MediaKeeper>(), network.Id, _now);
}
