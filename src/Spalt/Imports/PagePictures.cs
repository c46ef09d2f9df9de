using Spalt.Formats;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Media;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Takes a page's pictures into the library: from where they are on the web, or from beside the page where a browser saved them.</summary>
internal sealed class PagePictures(SpaltDb db, PublicHttp http, MediaKeeper media, long networkId, DateTimeOffset now)
{
    /// <summary>Bytes of the largest picture that is taken in.</summary>
    private const int Largest = 20 * 1024 * 1024;

    /// <summary>What browsers have put behind a page's name to call the folder that they saved its pictures in.</summary>
    private static readonly string[] Endings = [.. PageFiles.Besides, ".files", "-filer"];

    /// <param name="notes">Is told of each picture that could not be had.</param>
    public async Task<FetchedPictures> FetchAsync(string file, SavedPage page, Action<string> notes, CancellationToken cancel)
    {
        var fetched = new Dictionary<string, MediaFile>(StringComparer.Ordinal);
        var sources = page.Posts.SelectMany(p => FetchedPictures.SourcesIn(HtmlSanitizer.Clean(p.BodyHtml, HtmlPolicy.Post)))
            .Distinct(StringComparer.Ordinal).ToList();
        await Progress.ForEachAsync(Texts.Command("Import.Fetching"), sources, async source =>
        {
            var bytes = Within(page, source) is { } within ? within
                : source.StartsWith("http", StringComparison.Ordinal)
                ? await http.GetAsync(source, accept: "image/*", atMost: Largest, cancel: cancel) is Fetched found ? found.Body : null
                : Beside(file, source) is { } beside ? await PageFiles.ReadFoundAsync(beside, Largest, cancel) : null;
            if (bytes is not null && await media.KeepAsync(db, networkId, bytes, now, cancel) is { } kept)
            {
                fetched[source] = kept;
            }
            else if (source.StartsWith("http", StringComparison.Ordinal))
            {
                notes(Texts.Command("Import.NotFetched", TextLine.Of(source)));
            }
        });
        return new FetchedPictures(fetched);
    }

    /// <summary>A picture that came in one file with the page.</summary>
    private static byte[]? Within(SavedPage page, string source) =>
        page.Pictures.Count > 0 && Uri.TryCreate(source, UriKind.Absolute, out var address) && page.Pictures.TryGetValue(address.AbsoluteUri, out var bytes)
            ? bytes.ToArray() : null;

    /// <summary>
    /// A file in the folder that a browser made for this page, or below; null for anything else, wherever dots and links may lead, for
    /// a page may name whatever lies beside it and what it names is published.
    /// </summary>
    public static string? Beside(string file, string source)
    {
        var name = Uri.UnescapeDataString(source[..(source.AsSpan().IndexOfAny('?', '#') is >= 0 and var end ? end : source.Length)]);
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        for (var at = path; at.Length > folder.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return null;
            }
        }

        var made = Path.Combine(folder, Path.GetFileNameWithoutExtension(file));
        return Endings.Any(e => path.StartsWith(made + e + Path.DirectorySeparatorChar, StringComparison.Ordinal)) && File.Exists(path) ? path : null;
    }
}
