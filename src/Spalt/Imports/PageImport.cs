using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Takes pages into one blog, each in its own transaction; pictures are fetched before it begins.</summary>
internal sealed class PageImport(IServiceProvider services, Network network, Blog blog, string? author, DateTimeOffset? asOf, bool fetchImages)
{
    /// <summary>Bytes of the largest picture that is fetched.</summary>
    private const int LargestPicture = 20 * 1024 * 1024;

    private readonly SpaltDb _db = services.GetRequiredService<SpaltDb>();
    private readonly DateTimeOffset _now = services.GetRequiredService<TimeProvider>().GetUtcNow();

    public async Task<ImportCount> TakeInAsync(string file, SavedPage page, CancellationToken cancel)
    {
        if (author is null && page.Posts.FirstOrDefault(p => p.AuthorName is null) is { } anonymous)
        {
            throw new CommandException(Texts.Command("Import.NoAuthor", file, anonymous.Title), CommandLine.BadInput);
        }

        var terms = new ImportTerms(author ?? "", asOf, _now)
        {
            Pictures = fetchImages ? await FetchAsync(page, cancel) : FetchedPictures.None,
            PictureText = Texts.Command("Import.PictureLink"),
        };
        var count = new ImportCount(0, 0, 0);
        await _db.InTransactionAsync(async () => count = await new PageWriter(_db, network, blog, terms).WriteAsync(page.Posts, cancel), cancel);
        _db.ChangeTracker.Clear();
        foreach (var warning in page.Warnings)
        {
            await Console.Error.WriteLineAsync(Texts.Command("Import.Warning." + warning.Kind, warning.Detail));
        }

        return count;
    }

    private async Task<FetchedPictures> FetchAsync(SavedPage page, CancellationToken cancel)
    {
        var http = services.GetRequiredService<PublicHttp>();
        var media = services.GetRequiredService<MediaFolder>();
        var fetched = new Dictionary<string, MediaFile>(StringComparer.Ordinal);
        var sources = page.Posts.SelectMany(p => FetchedPictures.SourcesIn(HtmlSanitizer.Clean(p.BodyHtml, HtmlPolicy.Post)))
            .Distinct(StringComparer.Ordinal).ToList();
        await Progress.ForEachAsync(Texts.Command("Import.Fetching"), sources, async source =>
        {
            var result = await http.GetAsync(source, accept: "image/*", atMost: LargestPicture, cancel: cancel);
            if (result is Fetched found && await media.KeepAsync(_db, network.Id, found.Body, _now, cancel) is { } file)
            {
                fetched[source] = file;
            }
            else
            {
                await Console.Error.WriteLineAsync(Texts.Command("Import.NotFetched", source));
            }
        });
        return new FetchedPictures(fetched);
    }
}
